"""Carrying the list of erasures out on the stores."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from romdoul.actions.apply_erasures import apply_in_casework, note_restore
from romdoul.actions.founding import SYSTEM
from romdoul.actions.public.apply_erasures import apply_in_inbox
from romdoul.cli.erasure_lists import Known, require_complete
from romdoul.kernel import serverkeys
from romdoul.ledger import erasures
from romdoul.ledger.applying import erased_by_ledger
from romdoul.ledger.stores import Store

Lists = Mapping[Store, Known]


def carry_out(lists: Lists) -> list[str]:
    """Erase in every store what its list names and it still holds; return which."""
    boxes, cases = lists.get(Store.INBOX), lists.get(Store.CASEWORK)
    done = apply_in_inbox(SYSTEM, erased=boxes.erased) if boxes else []
    if cases:
        gone = [said.refs[0] for said in boxes.erased] if boxes else []
        done += apply_in_casework(SYSTEM, erased=cases.erased, destroyed=gone)
    return done


def require_all_complete(lists: Lists, made_with: Mapping[str, str]) -> None:
    """Raise WrongUse when a list is older than the stores as they are here."""
    for store, known in lists.items():
        recorded, entries = erased_by_ledger(store)
        require_complete(known, recorded, entries, made_with.get(store.value, ""))


def keep(lists: Lists) -> None:
    """Put on our own lists what only a copy named, so that it is not needed again.

    Without the key of a list nothing can be put on it: the copy is still needed.
    """
    for store, known in lists.items():
        if not serverkeys.exists(f"{erasures.key_name(store)}.key"):
            continue
        if erasures.path_of(store).exists():
            mine = {said.key for said in erasures.read(store).erased}
            new = [said for said in known.erased if said.key not in mine]
            erasures.adopt(store, new)
        else:
            entries = max(found.entries for found in known.lists)
            erasures.begin(store, known.erased, entries=entries, now=timezone.now())


def note(made_at: str, how: Sequence[str]) -> None:
    """Record the restore in the stores that it made."""
    note_restore(SYSTEM, made_at=made_at, how=how)
