"""What is special about some cases: who leads, who comes and goes, who writes again."""

from django.utils import timezone

from romdoul.actions.assignments import (
    answer_assignment,
    request_assignment,
    revoke_assignment,
)
from romdoul.actions.erasures import confirm_erasure, erase_participant
from romdoul.actions.members import add_member, remove_member
from romdoul.actions.notes import add_note
from romdoul.actions.proposals import confirm_outcome, propose_outcome
from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.tasks_hand_on import answer_handing, hand_on_task
from romdoul.cases.codes import (
    ErasureRule,
    NoteKind,
    TransitionKind,
    TransitionStatus,
)
from romdoul.cases.documents import Decided, NoteDocument
from romdoul.demo import written
from romdoul.demo.calendar import Part, days, hours
from romdoul.demo.plans import Twist
from romdoul.demo.told import REPLIES
from romdoul.demo.work import Work
from romdoul.queries.mentions import read_to_erase
from romdoul.queries.opened import Person

LEADS = ("case-manager-1", "case-manager-2")
LEAVES, COMES = "investigator", "legal-officer"
# Both are on these: the lead is settled between them, or something takes two people.
BOTH_LEADS = frozenset(
    {Twist.REJECTED, Twist.REVOKED, Twist.ERASED, Twist.ERASING, Twist.PROPOSED}
)


def lead_is_settled(work: Work) -> Part[None]:
    """Whoever was asked to lead takes it, declines it, or says nothing."""
    if work.lead == work.opener:
        return
    match work.plan.twist:
        case Twist.PENDING | Twist.EXPIRED:
            return
        case Twist.REJECTED:
            _answer(work, accept=False)
            yield from _another_leads(work)
        case Twist.REVOKED:
            actor = work.actor(work.opener)
            revoke_assignment(actor, ref=_asked(work, work.opener))
            yield from _another_leads(work)
        case _:
            _answer(work, accept=True)


def team_changes(work: Work) -> None:
    """A colleague comes, or leaves: then a new epoch of the case's keys begins."""
    team = work.scene.team
    if work.plan.twist is Twist.MEMBER_COMES:
        add_member(work.actor(), ref=work.ref, worker=team.ref(COMES))
    if work.plan.twist is Twist.MEMBER_LEAVES:
        remove_member(work.actor(), ref=work.ref, worker=team.ref(LEAVES))
        team.changed()


def reporter_writes_again(work: Work) -> Part[None]:
    """The case answers the stranger who told us, and the stranger writes back."""
    if work.plan.twist is not Twist.WRITES_AGAIN or work.taken is None:
        return
    stranger, language = work.taken.stranger, work.taken.language
    text = written.IN_A_CASE[language]
    answer_report(work.actor(), ref=stranger.ref, text=text)
    yield hours(4)
    work.scene.shown.append(stranger)
    stranger.write(REPLIES[language])
    yield hours(1)
    collect_reports(work.actor())


def someone_is_erased(work: Work) -> Part[None]:
    """What was said of a person was unfounded: two people say so, and they are gone.

    In one case the second person has still to say so when the story ends.
    """
    if work.plan.twist not in {Twist.ERASED, Twist.ERASING}:
        return
    if work.plan.twist is Twist.ERASING:
        yield work.scene.end - days(3) - timezone.now()
    for person in work.reported():
        if person.document is None:
            continue
        _is_named_in_a_note(work, person)
        yield from _found_unfounded(work, person.ref)
        yield hours(2)
        asked = _asks_to_erase(work, person.ref)
        if work.plan.twist is Twist.ERASED:
            yield hours(2)
            actor, reason = work.actor(_other_lead(work)), written.ERASED
            confirm_erasure(actor, ref=asked, reason=reason)


def _is_named_in_a_note(work: Work, person: Person) -> None:
    text = written.NAMED.format(name=person.called)
    add_note(
        work.actor(),
        ref=work.ref,
        kind=NoteKind.NOTE,
        document=NoteDocument(text=text),
    )


def _asks_to_erase(work: Work, ref: str) -> str:
    """Propose to erase a person, and to replace every mention; return the proposal."""
    found = read_to_erase(work.actor(), ref).mentions
    decided = [Decided(ref=one.ref, replaced=one.forms) for one in found]
    erase_participant(
        work.actor(),
        ref=ref,
        rule=ErasureRule.UNFOUNDED,
        reason=written.ERASED,
        decided=decided,
    )
    return _pending(work, work.lead, TransitionKind.ERASE)


def _other_lead(work: Work) -> str:
    (other,) = set(LEADS) - {work.lead}
    return other


def _found_unfounded(work: Work, ref: str) -> Part[None]:
    reason = written.UNFOUNDED
    asked = propose_outcome(work.actor(), ref=ref, reason=reason)
    yield hours(20)
    actor, said = work.actor(_other_lead(work)), written.CONFIRMED
    confirm_outcome(actor, ref=asked.ref, reason=said)


def somebody_is_thought_innocent(work: Work) -> None:
    """One person proposes that what was said is unfounded; the second has still to."""
    if work.plan.twist is not Twist.PROPOSED:
        return
    for person in work.reported():
        if person.document is not None:
            propose_outcome(work.actor(), ref=person.ref, reason=written.UNFOUNDED)


def task_is_handed_on(work: Work) -> Part[None]:
    """Who leads asks who opened the case to take a task over; one of them has to."""
    if work.plan.twist not in {Twist.TASK_OFFERED, Twist.TASK_HANDED_ON}:
        return
    if work.plan.twist is Twist.TASK_OFFERED:
        # Late enough to wait still when the story ends.
        yield work.scene.end - hours(20) - timezone.now()
    worker, reason = work.scene.team.ref(work.opener), written.HANDED_ON
    asked = hand_on_task(work.actor(), ref=work.due[0], worker=worker, reason=reason)
    if work.plan.twist is Twist.TASK_HANDED_ON:
        yield hours(3)
        actor, said = work.actor(work.opener), written.TAKEN_OVER
        answer_handing(actor, ref=asked.ref, accept=True, reason=said)


def _answer(work: Work, *, accept: bool) -> None:
    reason = written.ACCEPTED if accept else written.REJECTED
    actor, ref = work.actor(), _asked(work, work.lead)
    answer_assignment(actor, ref=ref, accept=accept, reason=reason)


def _another_leads(work: Work) -> Part[None]:
    """The other case manager is asked, and takes it."""
    yield hours(2)
    other = _other_lead(work)
    worker = work.scene.team.ref(other)
    actor = work.actor(work.opener)
    request_assignment(actor, ref=work.ref, worker=worker, reason=written.ASKED)
    yield hours(2)
    work.lead = other
    _answer(work, accept=True)


def _asked(work: Work, username: str) -> str:
    """Open the case, and return the request to lead it that waits."""
    return _pending(work, username, TransitionKind.ASSIGN)


def _pending(work: Work, username: str, kind: TransitionKind) -> str:
    return next(
        asked.ref
        for asked in work.read(username).transitions
        if asked.kind is kind and asked.status is TransitionStatus.PENDING
    )
