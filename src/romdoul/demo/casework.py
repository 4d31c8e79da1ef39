"""A case as it goes on: a thread of the story from its first day to its last."""

from datetime import datetime

from django.utils import timezone

from romdoul.actions.cases_change import change_case
from romdoul.actions.cases_close import close_case, reopen_case
from romdoul.actions.cases_open import open_case
from romdoul.actions.notes import add_note, change_note
from romdoul.actions.participants import add_participant, change_participant
from romdoul.actions.reports_open_case import open_case_from_report
from romdoul.actions.tasks import add_task, drop_task, finish_task, move_task
from romdoul.cases.codes import CloseReason, NoteKind, Priority, Stage, TaskKind
from romdoul.cases.documents import CaseDocument, NoteDocument, TaskDocument
from romdoul.demo import twists, written
from romdoul.demo.calendar import Part, Thread, days, hours
from romdoul.demo.cast import cast, has_person_reported, later
from romdoul.demo.desk import COUNSELLORS, Scene, comes_in
from romdoul.demo.people import PROVINCES
from romdoul.demo.plans import Plan, Twist
from romdoul.demo.told import Told
from romdoul.demo.twists import BOTH_LEADS, LEADS
from romdoul.demo.work import Work

TASK_KINDS = (TaskKind.VISIT, TaskKind.CALL, TaskKind.ASSESSMENT, TaskKind.REVIEW)
# Days from the end of the story: late, soon, and later.
STILL_DUE = (-1.5, 0.2, 2, 6, -6, 1, 14, 30)


def case(scene: Scene, plan: Plan, number: int, told: Told | None) -> Thread:
    """Tell one case; with ``told`` it begins with a stranger's report."""
    work = yield from _begins(scene, plan, number, told)
    yield min(work.share(0.03), days(1))
    yield from twists.lead_is_settled(work)
    yield work.share(0.05)
    people_are_named(work)
    yield work.share(0.08)
    first_steps(work)
    yield from twists.reporter_writes_again(work)
    if work.reaches(Stage.PLAN):
        yield work.share(0.15)
        plan_is_made(work)
    if work.reaches(Stage.ACT):
        yield work.share(0.2)
        plan_is_carried_out(work)
    if work.reaches(Stage.FOLLOW_UP):
        yield work.share(0.2)
        it_is_followed_up(work)
    yield work.share(0.1)
    if plan.reason is not None:
        yield from twists.someone_is_erased(work)
        it_ends(work, plan.reason)
        return
    if plan.twist is Twist.REOPENED:
        yield from it_is_reopened(work)
    work_goes_on(work)
    yield from twists.someone_is_erased(work)
    twists.somebody_is_thought_innocent(work)
    yield from twists.task_is_handed_on(work)


def _begins(scene: Scene, plan: Plan, number: int, told: Told | None) -> Part[Work]:
    lead = LEADS[number % len(LEADS)]
    opener = lead if number % 4 else "manager-1"
    title = written.TITLES[number % len(written.TITLES)]
    document = CaseDocument(title=title, opened_because=written.OPENED)
    if told is None:
        made = open_case(
            scene.team(opener),
            title=title,
            lead=scene.team.ref(lead),
            members=_members(scene, plan, number, opener),
            reason=written.OPENED,
            priority=tuple(Priority)[number % len(Priority)],
        )
        return Work(scene, plan, number, made.ref, lead, opener, document)
    code = plan.twist is Twist.WRITES_AGAIN
    taken = yield from comes_in(scene, told, code=code)
    yield hours(0.5)
    made = open_case_from_report(
        scene.team(taken.by),
        ref=taken.ref,
        title=title,
        lead=scene.team.ref(lead),
        members=_members(scene, plan, number, taken.by),
        reason=written.OPENED,
    )
    return Work(scene, plan, number, made.ref, lead, taken.by, document, taken)


def _members(scene: Scene, plan: Plan, number: int, opener: str) -> list[str]:
    members = [opener]
    if opener not in COUNSELLORS:
        members.append(COUNSELLORS[number // 2 % len(COUNSELLORS)])
    if plan.twist is Twist.MEMBER_LEAVES or number % 3 == 0:
        members.append("investigator")
    if plan.twist is not Twist.MEMBER_COMES and number % 5 == 1:
        members.append("legal-officer")
    if plan.twist in BOTH_LEADS:
        members += LEADS
    return [scene.team.ref(username) for username in members]


def people_are_named(work: Work) -> None:
    """Say who is in the case."""
    actor = work.actor()
    for part in cast(work.number, work.scene.lot):
        add_participant(actor, ref=work.ref, role=part.role, document=part.document)


def first_steps(work: Work) -> None:
    """Tell the authorities, write down what was found, and plan a visit."""
    work.due = [task.ref for task in work.read().tasks]
    if work.number % 7:
        _finish_all(work, written.TOLD_AUTHORITIES)
    _note(work, NoteKind.CONTACT)
    _task(work, timezone.now() + work.share(0.2))


def plan_is_made(work: Work) -> None:
    """Finish what was due, write the plan, and correct a note that was wrong."""
    _finish_all(work)
    _stage(work, Stage.PLAN)
    _note(work, NoteKind.DECISION)
    if work.number % 4 == 2:
        _correct_a_note(work)


def plan_is_carried_out(work: Work) -> None:
    """Visit, move a task to another day, and let the team change."""
    _stage(work, Stage.ACT)
    _note(work, NoteKind.VISIT)
    due = timezone.now() + work.share(0.1)
    task = _task(work, due)
    move_task(work.actor(), ref=task, due_at=due + days(1))
    twists.team_changes(work)
    _standings_change(work)


def it_is_followed_up(work: Work) -> None:
    """Drop what the school does itself, and see how things are."""
    drop_task(work.actor(), ref=work.due.pop(), reason=written.DROPPED)
    _stage(work, Stage.FOLLOW_UP)
    _note(work, NoteKind.VISIT)
    _note(work, NoteKind.CONTACT)


def it_ends(work: Work, reason: CloseReason) -> None:
    """Finish what is due and close the case."""
    _finish_all(work)
    text = work.words(written.CLOSINGS)
    close_case(work.actor(), ref=work.ref, reason=reason, text=text)


def it_is_reopened(work: Work) -> Part[None]:
    """Close the case, and open it again when the school calls."""
    it_ends(work, CloseReason.NO_LONGER_AT_RISK)
    yield work.share(0.12)
    reopen_case(work.actor(), ref=work.ref, text=written.REOPENED)
    yield hours(2)


def work_goes_on(work: Work) -> None:
    """Leave something to be done, around the day on which the story ends."""
    if work.number % 3:
        _finish_all(work)
    for turn in range(1 + work.number % 2):
        at = STILL_DUE[(work.number + turn) % len(STILL_DUE)]
        _task(work, work.scene.end + days(at), turn=turn)


def _note(work: Work, kind: NoteKind) -> str:
    text = work.words(written.NOTES)
    document = NoteDocument(text=text)
    return add_note(work.actor(), ref=work.ref, kind=kind, document=document).ref


def _correct_a_note(work: Work) -> None:
    note = _note(work, NoteKind.NOTE)
    document = NoteDocument(text=written.CORRECTED)
    change_note(work.actor(), ref=note, version=1, document=document)


def _task(work: Work, due_at: datetime, *, turn: int = 0) -> str:
    number = work.number + turn
    kind = TASK_KINDS[number % len(TASK_KINDS)]
    title = written.TASKS[number % len(written.TASKS)]
    username = work.opener if turn else work.lead
    made = add_task(
        work.actor(),
        ref=work.ref,
        assignee=work.scene.team.ref(username),
        due_at=due_at,
        kind=kind,
        document=TaskDocument(title=title),
    )
    work.due.append(made.ref)
    return made.ref


def _finish_all(work: Work, outcome: str = "") -> None:
    while work.due:
        text = outcome or work.words(written.OUTCOMES)
        finish_task(work.actor(), ref=work.due.pop(), outcome=text)


def _stage(work: Work, stage: Stage) -> None:
    changed = {
        "summary": work.words(written.SUMMARIES),
        "province": PROVINCES[work.number % len(PROVINCES)],
    }
    work.document = work.document.model_copy(update=changed)
    case = change_case(
        work.actor(),
        ref=work.ref,
        version=work.version,
        document=work.document,
        stage=stage,
    )
    work.version = case.version


def _standings_change(work: Work) -> None:
    if not has_person_reported(work.number):
        return
    for person in work.reported():
        if person.document is not None:
            document = later(work.number, person.document)
            change_participant(
                work.actor(),
                ref=person.ref,
                version=person.version,
                document=document,
            )
