"""Making a list of erasures that is not there, from what the ledger says."""

from collections.abc import Iterable

from django.utils import timezone

from romdoul.kernel import serverkeys
from romdoul.kernel.errors import Broken, KeyUnfit
from romdoul.ledger import erasures
from romdoul.ledger.applying import erased_by_ledger
from romdoul.ledger.erasure_list import Erased
from romdoul.ledger.stores import Store


def make_missing(stores: Iterable[Store]) -> list[str]:
    """Make every list that is not there, from the ledger; return their stores.

    A list whose key is no longer here is set aside first: nothing can be added to it.
    """
    made: list[str] = []
    for store in stores:
        if _is_of_another_key(store):
            _set_aside(store)
        if not erasures.path_of(store).exists():
            _make(store)
            made.append(store.value)
    return made


def make_again(stores: Iterable[Store]) -> list[str]:
    """Mend, from the ledger, every list that does not hold; return their stores.

    One that is damaged is set aside and kept; to one that is whole is added what
    the ledger knows and it does not.
    """
    made: list[str] = []
    for store in stores:
        try:
            missing = not_listed(store)
        except (Broken, KeyUnfit):
            _set_aside(store)
            _make(store)
        else:
            if not missing:
                continue
            erasures.adopt(store, missing)
        made.append(store.value)
    return made


def not_listed(store: Store) -> list[Erased]:
    """Return what the ledger says was erased and the list does not; as ``read``."""
    listed = {said.key for said in erasures.read(store).erased}
    recorded, _entries = erased_by_ledger(store)
    return list(
        {said.key: said for said in recorded if said.key not in listed}.values()
    )


def _make(store: Store) -> None:
    recorded, entries = erased_by_ledger(store)
    erasures.begin(store, recorded, entries=entries, now=timezone.now())


def _is_of_another_key(store: Store) -> bool:
    path = erasures.path_of(store)
    if not path.exists():
        return False
    public = serverkeys.load_public(f"{erasures.key_name(store)}.pub").hex()
    with path.open() as file:
        return f"key={public}," not in file.readline()


def _set_aside(store: Store) -> None:
    path = erasures.path_of(store)
    if path.exists():
        moment = timezone.now().strftime("%Y%m%dT%H%M%S")
        path.rename(path.with_name(f"{path.name}.until-{moment}"))
