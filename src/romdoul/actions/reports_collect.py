"""Take what waits in the inbox into casework, without opening it.

Two stores, two transactions: casework first, then the inbox. Cut off between the
two, nothing is lost, since the inbox still has it; and nothing doubles, since a
submission and a message each stand in casework once.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from romdoul.cases.codes import Desk
from romdoul.cases.models import Report, ReportMessage
from romdoul.cases.receipt import keep_envelope, keep_message
from romdoul.inbox.codes import Direction
from romdoul.inbox.collecting import (
    take_envelopes,
    take_messages,
    waiting_envelopes,
    waiting_messages,
)
from romdoul.inbox.models import Attachment, Envelope, Message
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible
from romdoul.staff.models import Compartment

# More compartments than this never wait at once; what is over comes next time.
PLACES = 500


@dataclass(frozen=True, slots=True)
class _Waiting:
    envelopes: Sequence[Envelope]
    messages: Sequence[Message]


def collect_reports(actor: Actor) -> int:
    """Take what waits for compartments that the actor holds; return how much it was.

    Both stores' ledgers say so. Called again, it takes only what has come since.
    """
    kinds = _kinds_waited_for(actor)
    desks = [ref for ref, kind in kinds.items() if kind in set(Desk)]
    waiting = _Waiting(waiting_envelopes(desks), waiting_messages(kinds))
    if not waiting.envelopes and not waiting.messages:
        return 0
    messages = _keep(actor, waiting=waiting, kinds=kinds)
    envelopes = [envelope.id for envelope in waiting.envelopes]
    _release(actor, envelopes=envelopes, messages=messages)
    return len(envelopes) + len(messages)


def _kinds_waited_for(actor: Actor) -> dict[str, str]:
    """Return the compartments that something waits for and the actor holds."""
    envelopes = Envelope.objects.filter(collected_at=None)
    messages = Message.objects.filter(direction=Direction.IN, collected_at=None)
    named = {
        *envelopes.values_list("compartment", flat=True).distinct()[:PLACES],
        *messages.values_list("compartment", flat=True).distinct()[:PLACES],
    }
    rows = visible(Compartment.objects.filter(ref__in=named), actor, by="ref")
    return dict(rows.values_list("ref", "kind"))


@action()
def _keep(actor: Actor, *, waiting: _Waiting, kinds: dict[str, str]) -> list[str]:
    """Keep what is new; return the messages that stand safely, old and new."""
    # Whoever collects the same places at the same time waits here.
    list(Compartment.objects.select_for_update().filter(ref__in=kinds).order_by("ref"))
    known = _reports(envelope.id for envelope in waiting.envelopes)
    fresh = [one for one in waiting.envelopes if one.id not in known]
    for envelope in fresh:
        keep_envelope(actor, envelope, Desk(kinds[envelope.compartment]))
    reports = _reports(message.mailbox.submission for message in waiting.messages)
    safe = [one for one in waiting.messages if one.mailbox.submission in reports]
    held = _held(message.id for message in safe)
    unheard = [message for message in safe if message.id not in held]
    for message in unheard:
        keep_message(actor, reports[message.mailbox.submission], message)
    if not fresh and not unheard:
        nothing_to_record()
    return [message.id for message in safe]


def _reports(submissions: Iterable[str]) -> dict[str, Report]:
    rows = Report.objects.select_for_update().filter(submission__in=set(submissions))
    return {report.submission: report for report in rows}


def _held(messages: Iterable[str]) -> set[str]:
    rows = ReportMessage.objects.filter(message__in=list(messages))
    return set(rows.values_list("message", flat=True))


@action(store=Store.INBOX)
def _release(
    actor: Actor, *, envelopes: Collection[str], messages: Collection[str]
) -> None:
    """Empty in the inbox what casework now holds, and say so there."""
    now = timezone.now()
    rows = list(Envelope.objects.filter(id__in=envelopes, collected_at=None))
    voices = Attachment.objects.filter(envelope__in=rows)
    _record(
        actor,
        Event.REPORT_COLLECTED,
        [*(row.ref for row in rows), *voices.values_list("id", flat=True)],
    )
    heard = Message.objects.filter(id__in=messages, collected_at=None)
    _record(
        actor, Event.REPORT_MESSAGE_COLLECTED, [*heard.values_list("id", flat=True)]
    )
    if not rows and not heard:
        nothing_to_record()
    take_envelopes([row.id for row in rows], now=now)
    take_messages(messages, now=now)


def _record(actor: Actor, event: Event, refs: Sequence[str]) -> None:
    if refs:
        record(actor, event, *refs)
