"""A person is erased: key, text, versions. The reference and the rule stay.

An allegation that is unfounded takes two people (retention rules); nobody confirms
their own request.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import QuerySet

from romdoul.cases.codes import ErasureRule, NoteKind
from romdoul.cases.documents import Decided, MentionsDocument, NoteDocument
from romdoul.cases.models import Erasure, ErasurePlan, Note, Participant, RecordVersion
from romdoul.cases.sealing import (
    add,
    open_document,
    record_sealed,
    seal_into,
    write_over,
)
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.erasure_list import Erased
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record, record_opening
from romdoul.staff.actor import Actor
from romdoul.staff.models import Worker

TWO_PEOPLE = frozenset({ErasureRule.UNFOUNDED})


def plan_erasure(
    actor: Actor,
    person: Participant,
    rule: ErasureRule,
    decided: Sequence[Decided],
    *,
    now: datetime,
) -> Erasure:
    """Write down that a person is to be erased, and what becomes of their mentions."""
    event = Event.PARTICIPANT_ERASURE_REQUESTED
    record(actor, event, person.ref, f"rule={rule}", compartment=person.compartment)
    erasure = Erasure.objects.create(
        participant=person,
        rule=rule,
        asked_by_id=actor.worker_id,
        asked_at=quarter_hour(now),
    )
    place = person.compartment
    plan = ErasurePlan(ref=new_ref("E"), compartment=place, erasure=erasure)
    add(actor, plan, MentionsDocument(decided=tuple(decided)), event)
    return erasure


def open_plan_of(actor: Actor, erasure: Erasure) -> tuple[Decided, ...]:
    """Return, inside an action, what was decided of the mentions."""
    record_opening(actor, [erasure.plan.ref], erasure.plan.compartment)
    return open_document(actor, erasure.plan, MentionsDocument).decided


def write_reason(
    actor: Actor, person: Participant, reason: str, *, now: datetime
) -> None:
    """Keep in the case, as a decision, why somebody was erased by one person."""
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


def remove_again(person: Participant, said: Erased) -> list[str]:
    """Remove a person whose erasure is on the list, and close who asked for it.

    Returns what went with them: what was decided of mentions, which spells their name.
    """
    remove(person, at=said.at)
    gone = _drop_open_plans(person)
    doer = Worker.objects.filter(ref=said.actor).first()
    rules = [ref.removeprefix("rule=") for ref in said.refs if ref.startswith("rule=")]
    asked = Erasure.objects.filter(participant=person, rule__in=rules, done_at=None)
    if doer is not None:
        open_one = asked.exclude(asked_by=doer)
        open_one.update(done_by=doer, done_at=quarter_hour(said.at))
    return gone


def _drop_open_plans(person: Participant) -> list[str]:
    undone = ErasurePlan.objects.filter(
        erasure__participant=person, erasure__done_at=None
    )
    refs = list(
        undone.exclude(sealed=b"").order_by("ref").values_list("ref", flat=True)
    )
    ErasurePlan.objects.filter(ref__in=refs).update(sealed=b"")
    return refs


def forget_spellings(actor: Actor, done: Erasure, decided: Sequence[Decided]) -> None:
    """Let no plan spell a name any more: what was decided stays, and why.

    Plans that were declined or taken back come to nothing.
    """
    plans = ErasurePlan.objects.filter(erasure__participant=done.participant)
    for plan in plans.select_for_update(of=("self",)):
        kept = decided if plan.erasure_id == done.pk else ()
        _write_plan(actor, plan, tuple(map(_without_spelling, kept)))


def _write_plan(actor: Actor, plan: ErasurePlan, decided: tuple[Decided, ...]) -> None:
    document = MentionsDocument(decided=decided)
    write_over(plan, lambda: seal_into(actor, plan, document))
    record_sealed(actor, Event.RECORD_REDACTED, plan)


def _without_spelling(one: Decided) -> Decided:
    said = {"redacted": bool(one.replaced), "replaced": (), "kept": ()}
    return one.model_copy(update=said)
