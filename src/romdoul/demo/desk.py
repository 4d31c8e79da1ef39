"""What becomes of a report at its desk: a thread of the story for each ending."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from random import Random

from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.reports_decide import decide_report, pass_to_safeguarding
from romdoul.actions.reports_triage import triage_report
from romdoul.cases.codes import Decision, Priority, ReportKind
from romdoul.demo import written
from romdoul.demo.calendar import Part, Thread, days, hours
from romdoul.demo.organisation import Team
from romdoul.demo.stranger import Stranger, tell
from romdoul.demo.told import REPLIES, THANKS, Told
from romdoul.inbox.codes import Desk, desk_of
from romdoul.queries.reports import read_report

COUNSELLORS = ("counsellor-1", "counsellor-2")


@dataclass(slots=True)
class Scene:
    """Who works here, the lot that decides small things, and codes for a visitor."""

    team: Team
    lot: Random
    end: datetime
    shown: list[Stranger] = field(default_factory=list)
    _turn: "count[int]" = field(default_factory=count)

    def on_duty(self, told: Told) -> str:
        """Return who takes the next report of this kind."""
        if desk_of(told.kind) is Desk.SAFEGUARDING:
            return "safeguarding"
        return COUNSELLORS[next(self._turn) % len(COUNSELLORS)]


@dataclass(slots=True)
class Incoming:
    """A report that was taken by somebody on duty."""

    stranger: Stranger
    by: str

    @property
    def ref(self) -> str:
        """Return the report's reference."""
        return self.stranger.ref

    @property
    def language(self) -> str:
        """Return the language that the stranger wrote in."""
        return self.stranger.told.language


def waits(scene: Scene, told: Told, *, code: bool = False) -> Thread:
    """A report comes in, is collected, and nobody has read it yet."""
    yield from _arrives(scene, told, code=code)


def is_read(scene: Scene, told: Told, *, priority: Priority | None = None) -> Thread:
    """A report is read, and given its kind and priority."""
    taken = yield from _arrives(scene, told)
    yield from _is_triaged(scene, taken, priority)


def is_answered(scene: Scene, told: Told, *, replies: int = 0) -> Thread:
    """A report is answered through its mailbox; the stranger may write back.

    After the first reply comes a second answer; after the second the desk waits.
    """
    taken = yield from comes_in(scene, told, code=True)
    _answer(scene, taken, written.ANSWERS)
    scene.shown.append(taken.stranger)
    if replies:
        yield hours(7)
        yield from _writes_back(scene, taken, REPLIES)
    if replies > 1:
        _answer(scene, taken, written.MORE)
        yield hours(3)
        yield from _writes_back(scene, taken, THANKS)


def is_decided(
    scene: Scene, told: Told, decision: Decision, *, code: bool = False
) -> Thread:
    """A report ends at the desk."""
    taken = yield from comes_in(scene, told, code=code)
    if code:
        _answer(scene, taken, written.ANSWERS)
        yield hours(8)
        yield from _writes_back(scene, taken, REPLIES)
        _answer(scene, taken, written.MORE)
        yield hours(2)
    reason = written.DECIDED[decision]
    actor = scene.team(taken.by)
    decide_report(actor, ref=taken.ref, decision=decision, reason=reason)


def is_passed_on(scene: Scene, told: Told) -> Thread:
    """A report that is about one of us leaves the hotline for safeguarding."""
    taken = yield from _arrives(scene, told, code=True)
    read_report(scene.team(taken.by), taken.ref)
    yield hours(0.5)
    pass_to_safeguarding(scene.team(taken.by), ref=taken.ref, reason=written.PASSED)
    yield hours(5)
    taken.by = "board-member"
    yield from _is_triaged(scene, taken)
    _answer(scene, taken, written.ANSWERS)


def is_destroyed(scene: Scene, told: Told) -> Thread:
    """A stranger reads the answer, then destroys the mailbox."""
    taken = yield from comes_in(scene, told, code=True)
    _answer(scene, taken, written.ANSWERS)
    yield days(1)
    taken.stranger.destroy()
    yield hours(1)
    actor, reason = scene.team(taken.by), written.DECIDED[Decision.ADVISED]
    decide_report(actor, ref=taken.ref, decision=Decision.ADVISED, reason=reason)


def comes_in(scene: Scene, told: Told, *, code: bool = False) -> Part[Incoming]:
    """A report comes in, is read, and given its kind and priority."""
    taken = yield from _arrives(scene, told, code=code)
    yield from _is_triaged(scene, taken)
    return taken


def _arrives(scene: Scene, told: Told, *, code: bool = False) -> Part[Incoming]:
    stranger = tell(told, code=code)
    yield hours(0.2)
    by = scene.on_duty(told)
    collect_reports(scene.team(by))
    return Incoming(stranger, by)


def _is_triaged(
    scene: Scene, taken: Incoming, priority: Priority | None = None
) -> Part[None]:
    """Open the report, then say what it is; as urgent as the form made it, or more."""
    opened = read_report(scene.team(taken.by), taken.ref)
    yield hours(0.25)
    triage_report(
        scene.team(taken.by),
        ref=taken.ref,
        version=opened.report.version,
        kind=ReportKind(taken.stranger.told.kind.value),
        priority=priority or opened.row.priority,
        reason=written.TRIAGED if priority is None else written.TRIAGED_AGAIN,
    )


def _answer(scene: Scene, taken: Incoming, texts: dict[str, str]) -> None:
    text = texts[taken.language]
    answer_report(scene.team(taken.by), ref=taken.ref, text=text)


def _writes_back(scene: Scene, taken: Incoming, texts: dict[str, str]) -> Part[None]:
    """The stranger reads what was answered, and writes back."""
    if not taken.stranger.answers():
        raise ValueError("the answer did not arrive")
    taken.stranger.write(texts[taken.language])
    yield hours(1)
    actor = scene.team(taken.by)
    collect_reports(actor)
    read_report(actor, taken.ref)
