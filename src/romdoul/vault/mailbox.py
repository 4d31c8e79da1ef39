"""The reporter's mailbox: opened with the receipt code and with nothing else.

The slow derivation runs in the browser, or in the server's memory where there is
no JavaScript; both make the same bytes. The database alone cannot try codes,
since the pepper is not in it.
"""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from romdoul.kernel.errors import KeyUnfit, SealBroken, WrongCode
from romdoul.kernel.secret import Secret
from romdoul.vault._aead import seal, unseal
from romdoul.vault._envelope import unseal_envelope
from romdoul.vault.binding import Binding
from romdoul.vault.keys import LENGTH as KEY_LENGTH
from romdoul.vault.keys import derive
from romdoul.vault.marks import LENGTH, Mark, require_mark

DIGITS = 16
SALT_CONTEXT = b"romdoul/mailbox/1"
INNER_AAD = b"RM1inner"
_N, _R, _P = 2**16, 8, 1


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """What a code becomes: where its mailbox is, and the key that opens it."""

    locator: bytes
    wrap_key: Secret


def new_code() -> str:
    """Return 16 random digits (53 bits)."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def normalise_code(text: str) -> str | None:
    """Return the 16 digits that someone meant, or None.

    Spaces, dashes, dots and invisible separators fall away; digits of any script
    count, Khmer's first among them.
    """
    digits = [_digit(character) for character in text]
    if None in digits:
        return None
    code = "".join(digit for digit in digits if digit)
    return code if len(code) == DIGITS else None


def _digit(character: str) -> str | None:
    """Return the ASCII digit, "" for a separator, or None for anything else."""
    value = unicodedata.decimal(character, None)
    if value is not None:
        return str(value)
    separator = unicodedata.category(character) in {"Zs", "Pd", "Cf", "Cc"}
    return "" if separator or character in ".·" else None


def slow(code: str, salt: bytes) -> CodeKeys:
    """Stretch a normalised code with the installation's public salt.

    scrypt (RFC 7914; N=2**16, r=8, p=1: 64 MiB), 64 bytes: locator, wrap key.
    """
    made = hashlib.scrypt(
        code.encode(),
        salt=SALT_CONTEXT + salt,
        n=_N,
        r=_R,
        p=_P,
        maxmem=2**27,
        dklen=2 * KEY_LENGTH,
    )
    return CodeKeys(made[:KEY_LENGTH], Secret(made[KEY_LENGTH:]))


def mailbox_id(pepper: Secret, locator: bytes) -> str:
    """Return the mailbox's name in the database (hex): no code can be tried on it."""
    key = derive(pepper, "mailbox/id").reveal()
    return hmac.digest(key, locator, "sha256").hex()


def wrap_inner(wrap_key: Secret, box_private: Secret) -> bytes:
    """Wrap the mailbox's private key under the code's key, as the browser does.

    Raises:
        KeyUnfit: one of the two is not 32 bytes.
    """
    return _wrap_inner(wrap_key, box_private)


def _wrap_inner(
    wrap_key: Secret, box_private: Secret, nonce: bytes | None = None
) -> bytes:
    if len(box_private.reveal()) != KEY_LENGTH:
        raise KeyUnfit("mailbox private key")
    return seal(wrap_key.reveal(), box_private.reveal(), INNER_AAD, nonce)


def unwrap_inner(wrap_key: Secret, inner: bytes) -> Secret:
    """Return the mailbox's private key; raise WrongCode if the code is another."""
    try:
        private = Secret(unseal(wrap_key.reveal(), inner, INNER_AAD, ref="mailbox"))
    except SealBroken:
        raise WrongCode from None
    if len(private.reveal()) != KEY_LENGTH:
        raise WrongCode
    return private


def add_pepper(pepper: Secret, inner: bytes, mailbox_id: str) -> bytes:
    """Wrap once more under the pepper, for one mailbox: what is stored (RM1)."""
    return _add_pepper(pepper, inner, mailbox_id)


def _add_pepper(
    pepper: Secret, inner: bytes, mailbox_id: str, nonce: bytes | None = None
) -> bytes:
    mark = Mark.MAILBOX.value
    return mark + seal(_pepper_key(pepper), inner, mark + mailbox_id.encode(), nonce)


def strip_pepper(pepper: Secret, blob: bytes, mailbox_id: str) -> bytes:
    """Return what the code's key wraps, to be opened where the code is.

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, of another mailbox or pepper.
    """
    mark = Mark.MAILBOX.value
    require_mark(blob, mark, "mailbox")
    aad = mark + mailbox_id.encode()
    return unseal(_pepper_key(pepper), blob, aad, ref="mailbox", start=LENGTH)


def _pepper_key(pepper: Secret) -> bytes:
    return derive(pepper, "mailbox/wrap").reveal()


def read_answer(private: Secret, sealed: bytes, binding: Binding) -> bytes:
    """Open an answer that was sealed to the mailbox (RE1).

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, of another row, version, epoch or mailbox.
    """
    return unseal_envelope(private, sealed, binding)
