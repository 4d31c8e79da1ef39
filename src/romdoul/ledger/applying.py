"""Steps that carrying the list of erasures out again has in common in every store."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from romdoul.ledger.appending import moment_of
from romdoul.ledger.erasure_list import Erased
from romdoul.ledger.events import ERASURES, Event
from romdoul.ledger.models import Entry
from romdoul.ledger.reading import head
from romdoul.ledger.recording import HasHandle, record
from romdoul.ledger.stores import Store, alias

# As many as one statement may ask for at once.
_AT_ONCE = 500
_EVENT, _BY, _ON = "event=", "by=", "on="


def by_what(erased: Iterable[Erased], event: Event) -> dict[str, Erased]:
    """Return the erasures of one kind, by what each was of; the first one counts."""
    found: dict[str, Erased] = {}
    for said in erased:
        if said.event == event:
            found.setdefault(said.refs[0], said)
    return found


def in_pieces(said: Mapping[str, Erased]) -> Iterator[dict[str, Erased]]:
    """Yield the same in pieces, each fit for one statement."""
    left = iter(said.items())
    while piece := dict(islice(left, _AT_ONCE)):
        yield piece


def record_applied(
    actor: HasHandle | str, said: Erased, *gone: str, compartment: str = ""
) -> None:
    """Record that an erasure was carried out again: of what, who had decided, when."""
    rules = [ref for ref in said.refs[1:] if "=" in ref]
    about = (f"{_BY}{said.actor}", f"{_ON}{said.at:%Y-%m-%d}")
    refs = (f"{_EVENT}{said.event}", *gone, *rules, *about)
    record(actor, Event.ERASURE_APPLIED, *refs, compartment=compartment)


def erased_by_ledger(store: Store) -> tuple[list[Erased], int]:
    """Return every erasure on a store's ledger, and how many entries it has."""
    end = head(store)
    names = [Event.ERASURE_APPLIED, *sorted(ERASURES)]
    rows = Entry.objects.using(alias(store)).filter(event__in=names).order_by("seq")
    found = [said for row in rows.iterator() if (said := _said(row)) is not None]
    return found, end.seq if end else 0


def _said(row: Entry) -> Erased | None:
    refs = tuple(row.refs.split())
    if row.event != Event.ERASURE_APPLIED:
        return Erased(moment_of(row.at), row.actor, row.event, refs)
    event, *rest = refs
    about = {ref[:3]: ref[3:] for ref in rest if ref.startswith((_BY, _ON))}
    kept = [ref for ref in rest if not ref.startswith((_BY, _ON))]
    if not kept:
        return None
    of = tuple(ref.removeprefix("who=") for ref in kept)
    actor = about.get(_BY, row.actor)
    return Erased(moment_of(row.at), actor, event.removeprefix(_EVENT), of)
