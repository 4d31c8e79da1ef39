"""Proofs of a name: whoever has the name can check it, and nobody can read it.

Each is bound to what it proves, so that two with the same name do not look alike.
Changing one byte of this makes every proof out there worthless; the vectors in
``tests/vectors/proofs.json`` are frozen.
"""

import hmac
import re
import unicodedata

from romdoul.kernel.errors import SealBroken
from romdoul.kernel.secret import Secret
from romdoul.vault.keys import derive
from romdoul.vault.marks import Mark, require_mark

# Marks that a keyboard puts in or leaves out without anybody seeing it.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PURPOSE = "proof/name"
# Khmer keyboards let the marks of one letter be typed in any order, and two
# subscripts look alike: nobody who copies a name from paper can tell.
_KHMER_MARKS = re.compile("[\u17b6-\u17d1\u17d3\u17dd]{2,}")
_SUBSCRIPT_DA, _SUBSCRIPT_TA = "\u17d2\u178a", "\u17d2\u178f"


def name_proof(key: Secret, name: str, bound_to: str) -> bytes:
    """Return the proof (RN1) of a name for the one thing it stands on.

    HMAC-SHA-256 under a sub-key, after the mark; 35 bytes.

    Raises:
        KeyUnfit: the key is shorter than 32 bytes or longer than 64.
    """
    mark = Mark.NAME.value
    message = b"\0".join((mark, bound_to.encode(), folded(name).encode()))
    return mark + hmac.digest(derive(key, _PURPOSE).reveal(), message, "sha256")


def verify_name(key: Secret, proof: bytes, name: str, bound_to: str) -> None:
    """Raise unless the proof is of this name, on this thing.

    Raises:
        SealBroken: another name, another thing, another key, or altered.
        UnknownFormat: a mark that this release does not read.
    """
    require_mark(proof, Mark.NAME.value, bound_to)
    if not hmac.compare_digest(name_proof(key, name, bound_to), proof):
        raise SealBroken(bound_to, "name")


def folded(name: str) -> str:
    """Return a name as it is compared: without what an eye cannot tell."""
    plain = unicodedata.normalize("NFKC", name).translate(_UNSEEN)
    plain = unicodedata.normalize("NFKC", plain.casefold())
    plain = plain.replace(_SUBSCRIPT_DA, _SUBSCRIPT_TA)
    plain = _KHMER_MARKS.sub(lambda marks: "".join(sorted(marks[0])), plain)
    return " ".join(plain.split())
