"""Which lists of erasures there are, and whether they may be believed."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from romdoul.cli.answer import WrongUse
from romdoul.kernel import serverkeys
from romdoul.kernel.errors import Broken, KeyUnfit, WrongIdentity
from romdoul.kernel.expiry import LISTS_NAME
from romdoul.kernel.secret import Secret
from romdoul.ledger import erasures
from romdoul.ledger.erasure_list import WHAT, Erased, ErasureList, read_lists
from romdoul.ledger.stores import Store
from romdoul.vault.exports import age_decrypt

WAY_OUT = "give a copy with --erasures FILE, or --without-erasures to do without it"
STORES_OF = {
    "all": erasures.LISTED,
    "desks": (Store.CASEWORK,),
    "public": (Store.INBOX,),
    "intake": (Store.INBOX,),
    "edit": (),
    "jobs": (),
    "clock": (),
}
"""In which stores a process can erase."""
_AGE = b"age-encryption.org/"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to have been erased in a store, and up to when."""

    store: Store
    lists: tuple[ErasureList, ...]

    @property
    def erased(self) -> list[Erased]:
        """Return every erasure once, those of the first list first."""
        once: dict[tuple[str, str], Erased] = {}
        for said in (said for found in self.lists for said in found.erased):
            once.setdefault(said.key, said)
        return list(once.values())

    @property
    def until(self) -> str:
        """Return the moment of the last line of any of the lists."""
        return max(f"{found.until:%Y-%m-%d %H:%M} UTC" for found in self.lists)


def own() -> list[ErasureList]:
    """Return the lists that this installation keeps.

    Raises WrongUse when one was altered, or begun with another key.
    """
    kept = [store for store in erasures.LISTED if erasures.path_of(store).is_file()]
    return [_read(store) for store in kept]


def _read(store: Store) -> ErasureList:
    try:
        return erasures.read(store)
    except Broken as error:
        raise _damaged(f"of {store}", error) from None
    except KeyUnfit as error:
        raise WrongUse(f"{error.what}: {WAY_OUT}") from None


def _damaged(which: str, error: Broken) -> WrongUse:
    return WrongUse(f"The {WHAT} {which} is damaged ({error.reason}): {WAY_OUT}")


def in_file(path: Path, identity: Secret | None = None) -> list[ErasureList]:
    """Return the lists in a copy, encrypted to the operator or plain.

    Raises WrongUse when it is no list, was altered, or cannot be opened so.
    """
    raw = path.read_bytes()
    try:
        return read_lists(_opened(raw, identity) if raw.startswith(_AGE) else raw)
    except WrongIdentity:
        raise WrongUse(f"{path} is encrypted: give the --identity it is for") from None
    except Broken as error:
        raise _damaged(f"in {path}", error) from None


def _opened(raw: bytes, identity: Secret | None) -> bytes:
    if identity is None:
        raise WrongIdentity
    plain = io.BytesIO()
    age_decrypt(io.BytesIO(raw), plain, identity)
    return plain.getvalue()


def for_restore(
    given: Sequence[Path], beside: Path, identity: Secret
) -> list[ErasureList]:
    """Return the lists to carry out: those given, else our own and the one beside."""
    if given:
        return [found for path in given for found in in_file(path, identity)]
    near = beside / LISTS_NAME
    copies = in_file(near, identity) if near.is_file() else []
    return [*own(), *copies]


def believed(
    lists: Iterable[ErasureList], made_with: Mapping[str, str]
) -> dict[Store, Known]:
    """Return what is known of each store, from lists that this installation signed.

    ``made_with`` are the public keys that the backup names.

    Raises WrongUse when a store has no list, or one signed by somebody else.
    """
    found: dict[Store, list[ErasureList]] = {store: [] for store in erasures.LISTED}
    for one in lists:
        _require_ours(one, made_with)
        found[one.store].append(one)
    for store, some in found.items():
        if not some:
            raise WrongUse(f"There is no {WHAT} of {store}: {WAY_OUT}")
    return {store: Known(store, tuple(some)) for store, some in found.items()}


def require_complete(
    known: Known, recorded: Iterable[Erased], entries: int, public: str
) -> None:
    """Raise WrongUse when a list is older than the stores that it is to be held to.

    ``recorded`` is what their ledger of so many ``entries`` says was erased, and
    ``public`` the key that the backup names.
    """
    missing = {said.key for said in recorded} - {said.key for said in known.erased}
    begun_later = any(found.entries >= entries for found in known.lists)
    same_key = any(found.public.hex() == public for found in known.lists)
    if missing or not (same_key or begun_later):
        raise WrongUse(
            f"The {WHAT} of {known.store} is older than the backup, or of another"
            f" installation: {WAY_OUT}"
        )


def _require_ours(found: ErasureList, made_with: Mapping[str, str]) -> None:
    ours = {made_with.get(found.store.value, ""), _here(found.store)} - {""}
    if ours and found.public.hex() not in ours:
        raise WrongUse(
            f"The {WHAT} of {found.store} is signed by another installation's key:"
            f" {WAY_OUT}"
        )


def publics() -> dict[str, str]:
    """Return the public keys of the lists here, by store; for a backup to name."""
    found = {store.value: _here(store) for store in erasures.LISTED}
    return {store: public for store, public in found.items() if public}


def _here(store: Store) -> str:
    try:
        return serverkeys.load_public(f"{erasures.key_name(store)}.pub").hex()
    except KeyUnfit:
        return ""
