"""What may be read of the ledger, and the rows that it is held against."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from romdoul.cases.models import Report, ReportAttachment
from romdoul.inbox.models import Attachment, Envelope, Mailbox, Message
from romdoul.kernel.errors import BadInput
from romdoul.ledger.appending import PUBLIC, moment_of
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.ledger.reading import head
from romdoul.ledger.stores import Store, alias
from romdoul.queries.paging import COUNTED, SIZE, Page
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Certificate, Compartment, Epoch
from romdoul.staff.rights import Right
from romdoul.staff.sealed import SealedRow
from romdoul.vault.sealing import digest

# A long recording is opened anew for each part of it that is listened to.
ONE_SITTING = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One act as a reader of the ledger sees it: its entries from ``first`` to ``seq``.

    A report's content and voice are named as the report. ``withheld``: it is of the
    safeguarding compartment and the reader is not; then only its place in the
    sequence and its time are told.
    """

    seq: int
    first: int
    at: datetime
    actor: str = ""
    event: str = ""
    refs: tuple[str, ...] = ()
    compartment: str = ""
    withheld: bool = False


def list_entries(
    actor: Actor, *, store: Store = Store.CASEWORK, after: str | None = None
) -> Page[EntryRow]:
    """Return a page of the ledger, the latest first; opens nothing.

    Entries that one act wrote are one row; one that the page's end would cut stands
    whole on the next page.

    Raises:
        Refused: the actor may not read the ledger.
        BadInput: ``after`` is no key that a page gave.
    """
    actor.require(Right.LEDGER_READ)
    entries = Entry.objects.using(alias(store)).order_by("-seq")
    if after:
        entries = entries.filter(seq__lt=_seq(after))
    found = list(entries[: SIZE + 1])
    more = len(found) > SIZE
    hidden = _withheld_from(actor)
    acts = _acts(found, hidden)
    if more:
        acts = acts[:-1] or _acts(found[:SIZE], hidden)
    end = head(store)
    total = end.seq if end else 0
    return Page(
        rows=acts,
        next_key=str(acts[-1].first) if more else "",
        total=min(total, COUNTED),
        more_than_counted=total > COUNTED,
    )


def recorded_rows(store: Store) -> Iterator[tuple[str, bytes]]:
    """Yield the reference and the digest of every row that the ledger answers for.

    In casework these are the sealed records of every table, the reports' contents,
    the voice messages, and the signed statements that are never taken away.
    """
    match store:
        case Store.CASEWORK:
            yield from _casework()
        case Store.INBOX:
            yield from _columns(Envelope, "ref", "sealed")
            yield from _columns(Attachment, "id", "sealed")
            yield from _columns(Message, "id", "sealed")
            yield from _columns(Mailbox, "id", "wrapped")
        case Store.SITE:
            return


def _casework() -> Iterator[tuple[str, bytes]]:
    for model in apps.get_models():
        if issubclass(model, SealedRow):
            yield from _columns(model, "ref", "sealed")
    for ref, found in _columns(Report, "ref", "content"):
        yield f"{ref}/content", found
    yield from _columns(ReportAttachment, "id", "sealed")
    yield from _columns(Certificate, "serial", "body")
    epochs = Epoch.objects.values_list("compartment_id", "number", "body")
    for compartment, number, body in epochs.iterator():
        yield f"{compartment}.{number}", digest(bytes(body))


def _columns(model: type[Model], ref: str, sealed: str) -> Iterator[tuple[str, bytes]]:
    """Yield what stands in a table; a row that was emptied does not."""
    rows = model._default_manager.exclude(**{sealed: b""})
    for name, content in rows.values_list(ref, sealed).iterator(chunk_size=500):
        yield name, digest(bytes(content))


def _withheld_from(actor: Actor) -> set[str]:
    """Return the safeguarding compartments of which the actor is no member."""
    kept = Compartment.objects.filter(kind=CompartmentKind.SAFEGUARDING.value)
    open_to_actor = visible(kept, actor, by="ref")
    return {row.ref for row in kept} - {row.ref for row in open_to_actor}


def _acts(entries: Iterable[Entry], hidden: set[str]) -> list[EntryRow]:
    acts: list[EntryRow] = []
    for entry in entries:
        row = _shown(entry, hidden)
        if acts and _are_one(row, acts[-1]):
            acts[-1] = _joined(row, acts[-1])
        else:
            acts.append(row)
    return acts


def _shown(entry: Entry, hidden: set[str]) -> EntryRow:
    at = moment_of(entry.at)
    if entry.compartment in hidden:
        return EntryRow(entry.seq, entry.seq, at, withheld=True)
    refs = (ref.partition("/")[0] for ref in entry.refs.split())
    return EntryRow(
        seq=entry.seq,
        first=entry.seq,
        at=at,
        actor=entry.actor,
        event=entry.event,
        refs=tuple(dict.fromkeys(refs)),
        compartment=entry.compartment,
    )


def _are_one(before: EntryRow, after: EntryRow) -> bool:
    """Say whether two neighbours are of one act, or one sitting with one record.

    An act writes its entries in one moment. Of the public it cannot be told: all of
    them are one actor, and timed to the quarter hour.
    """
    if before.withheld or after.withheld or before.actor == PUBLIC:
        return False
    if (before.actor, before.event) != (after.actor, after.event):
        return False
    again = (before.refs, before.compartment) == (after.refs, after.compartment)
    sits = before.event == Event.RECORD_OPENED and again
    return before.at == after.at or (sits and after.at - before.at <= ONE_SITTING)


def _joined(before: EntryRow, after: EntryRow) -> EntryRow:
    refs = tuple(dict.fromkeys((*before.refs, *after.refs)))
    same = before.compartment == after.compartment
    place = after.compartment if same else ""
    return replace(after, first=before.first, refs=refs, compartment=place)


def _seq(key: str) -> int:
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise BadInput(_("This page of the list does not exist."))
    return int(key)
