"""``romdoul erasures``: what was erased stays erased, whatever was restored.

``apply`` carries the list out on the stores as they are: after a restore by other
means, and whenever a process starts. ``rebuild`` makes a list again from the ledger,
``copy`` writes one file to be kept elsewhere.
"""

import io
import os
from pathlib import Path

from romdoul.cli import erasing, erasures_made
from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.cli.backup import recipients_of
from romdoul.cli.compacting import compact
from romdoul.cli.erasure_lists import STORES_OF, Known, believed, in_file, own, publics
from romdoul.cli.restore import identity_of
from romdoul.kernel.errors import Broken
from romdoul.kernel.secret import Secret
from romdoul.ledger import erasures
from romdoul.vault.exports import age_encrypt


def run(options: Options) -> Answer:
    """Carry the list out, make it again, or copy it."""
    match options.verb:
        case "apply" if options.process == "all":
            identity = Path(options.identity) if options.identity else None
            return apply([Path(name) for name in options.erasures], identity)
        case "apply":
            return apply_for(options.process)
        case "rebuild":
            return rebuild()
        case _:
            return copy(Path(options.file), recipients_of(options.recipient))


def apply(copies: list[Path], identity: Path | None) -> Answer:
    """Erase in every store what it holds although it was erased.

    To be called while nobody is served: the stores are written anew.
    """
    secret: Secret | None = identity_of(identity) if identity else None
    given = [found for path in copies for found in in_file(path, secret)]
    lists = believed([*own(), *given], {})
    erasing.require_all_complete(lists, publics())
    done = erasing.carry_out(lists)
    erasing.keep(lists)
    if done:
        compact(erasures.LISTED)
    return _answer(done)


def apply_for(process: str) -> Answer:
    """Erase, before a process starts, what was decided when it was cut off."""
    try:
        lists = {
            store: Known(store, (erasures.read(store),)) for store in STORES_OF[process]
        }
    except Broken as error:
        raise WrongUse(
            f"The {error.ref} is damaged ({error.reason}): find out by whom; romdoul"
            " erasures rebuild makes it again from the ledger"
        ) from None
    return _answer(erasing.carry_out(lists))


def rebuild() -> Answer:
    """Make again, from the ledger, what is missing or was altered."""
    made = erasures_made.make_again(erasures.LISTED)
    words = f"Made again from the ledger: {', '.join(made)}." if made else "Both hold."
    return Answer(lines=(words,), data={"made": made})


def copy(target: Path, recipients: list[str]) -> Answer:
    """Write both lists into one file that only the operator opens."""
    if target.exists():
        raise WrongUse(f"{target} is there already and is not written over")
    raw = b"".join(erasures.raw(store) for store in erasures.LISTED)
    with target.open("xb") as out:
        target.chmod(0o600)
        age_encrypt(io.BytesIO(raw), out, recipients)
        out.flush()
        os.fsync(out.fileno())
    return Answer(
        lines=(f"Written: {target}. Keep it elsewhere.",), data={"file": str(target)}
    )


def _answer(done: list[str]) -> Answer:
    words = (
        f"Erased again: {', '.join(done)}." if done else "Nothing was left to erase."
    )
    return Answer(lines=(words,), data={"erased": done})
