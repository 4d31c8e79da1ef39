"""A person is erased: key, text, versions. The reference and the rule stay.

An allegation that is unfounded takes two people (retention rules); nobody confirms
their own request.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from romdoul.cases.clocks import ASSIGNMENT_STANDS
from romdoul.cases.codes import ErasureRule, NoteKind
from romdoul.cases.documents import NoteDocument
from romdoul.cases.models import Erasure, Note, Participant, RecordVersion
from romdoul.cases.sealing import add
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.erasure_list import Erased
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record
from romdoul.staff.actor import Actor
from romdoul.staff.models import Worker

TWO_PEOPLE = frozenset({ErasureRule.UNFOUNDED})


def require_second_person(
    actor: Actor,
    person: Participant,
    rule: ErasureRule,
    reason: str,
    *,
    now: datetime,
) -> Erasure | None:
    """Return the request that may be carried out now, or None: a colleague has to.

    The reason is kept in the case, as a decision; it is not to name the person.

    Raises:
        BadInput: whoever asked confirms their own request.
    """
    if rule not in TWO_PEOPLE:
        return _ask(actor, person, rule, reason, now)
    asked = Erasure.objects.filter(
        participant=person,
        rule=rule,
        done_at=None,
        asked_at__gt=now - ASSIGNMENT_STANDS,
    ).first()
    if asked is None:
        _ask(actor, person, rule, reason, now)
        return None
    if asked.asked_by_id == actor.worker_id:
        raise BadInput(_("A second person has to confirm this."))
    _write_reason(actor, person, reason, now)
    return asked


def _ask(
    actor: Actor, person: Participant, rule: ErasureRule, reason: str, now: datetime
) -> Erasure:
    _write_reason(actor, person, reason, now)
    record(
        actor,
        Event.PARTICIPANT_ERASURE_REQUESTED,
        person.ref,
        f"rule={rule}",
        compartment=person.compartment,
    )
    return Erasure.objects.create(
        participant=person,
        rule=rule,
        asked_by_id=actor.worker_id,
        asked_at=quarter_hour(now),
    )


def _write_reason(
    actor: Actor, person: Participant, reason: str, now: datetime
) -> None:
    note = Note(
        ref=new_ref("N"),
        compartment=person.compartment,
        case=person.case,
        kind=NoteKind.DECISION,
        author_id=actor.worker_id,
        created_at=quarter_hour(now),
    )
    add(actor, note, NoteDocument(text=f"{person.ref}: {reason}"), Event.NOTE_ADDED)


def erase(actor: Actor, person: Participant, asked: Erasure, *, now: datetime) -> None:
    """Remove a person's key, text and versions, and say so; their tokens next."""
    remove(person, at=now)
    asked.done_by_id, asked.done_at = actor.worker_id, quarter_hour(now)
    asked.save(update_fields=["done_by", "done_at"])
    record(
        actor,
        Event.PARTICIPANT_ERASED,
        person.ref,
        f"rule={asked.rule}",
        compartment=person.compartment,
    )


def remove(person: Participant, *, at: datetime) -> None:
    """Remove a person's key, text and versions."""
    RecordVersion.objects.filter(ref=person.ref).delete()
    person.sealed = person.data_key = b""
    person.erased_at = quarter_hour(at)
    person.save(update_fields=["sealed", "data_key", "erased_at"])


def standing(refs: Collection[str]) -> QuerySet[Participant]:
    """Return those of these people who are not erased."""
    return Participant.objects.filter(ref__in=refs, erased_at=None).order_by("ref")


def remove_again(person: Participant, said: Erased) -> None:
    """Remove a person whose erasure is on the list, and close who asked for it."""
    remove(person, at=said.at)
    doer = Worker.objects.filter(ref=said.actor).first()
    rules = [ref.removeprefix("rule=") for ref in said.refs if ref.startswith("rule=")]
    asked = Erasure.objects.filter(participant=person, rule__in=rules, done_at=None)
    if doer is not None:
        open_one = asked.exclude(asked_by=doer)
        open_one.update(done_by=doer, done_at=quarter_hour(said.at))
