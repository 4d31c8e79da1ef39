"""Which cases the demo tells: how old, how far they have come, what is special."""

from dataclasses import dataclass
from enum import StrEnum

from romdoul.cases.codes import CloseReason, Stage


class Twist(StrEnum):
    """What is special about a case, so that every state of a request is there."""

    NONE = "none"
    PENDING = "pending"
    EXPIRED = "expired"
    REJECTED = "rejected"
    REVOKED = "revoked"
    REOPENED = "reopened"
    MEMBER_LEAVES = "member_leaves"
    MEMBER_COMES = "member_comes"
    WRITES_AGAIN = "writes_again"
    ERASED = "erased"
    ERASING = "erasing"
    PROPOSED = "proposed"
    TASK_OFFERED = "task_offered"
    TASK_HANDED_ON = "task_handed_on"


@dataclass(frozen=True, slots=True)
class Plan:
    """One case: its age and how long it was worked on, in days.

    ``told`` says whether a report led to it; ``reason`` is there once it ended.
    """

    age: float
    stage: Stage
    told: bool = True
    reason: CloseReason | None = None
    lasted: float = 0.0
    twist: Twist = Twist.NONE

    @property
    def span(self) -> float:
        """Return how many days of work there are to tell."""
        return self.lasted or self.age * 0.9


def _open(
    age: float, stage: Stage, *, told: bool = True, twist: Twist = Twist.NONE
) -> Plan:
    return Plan(age, stage, told, twist=twist)


def _ended(
    age: float,
    lasted: float,
    reason: CloseReason,
    *,
    told: bool = True,
    twist: Twist = Twist.NONE,
) -> Plan:
    return Plan(age, Stage.CLOSED, told, reason, lasted, twist)


OPEN = (
    _open(0.6, Stage.ASSESS, twist=Twist.PENDING),
    _open(1.5, Stage.ASSESS, told=False, twist=Twist.PENDING),
    _open(2.2, Stage.ASSESS, twist=Twist.PENDING),
    _open(4, Stage.ASSESS, twist=Twist.WRITES_AGAIN),
    _open(5, Stage.ASSESS, told=False, twist=Twist.TASK_OFFERED),
    _open(7, Stage.ASSESS, twist=Twist.EXPIRED),
    _open(9, Stage.ASSESS, twist=Twist.REJECTED),
    _open(14, Stage.PLAN, twist=Twist.TASK_HANDED_ON),
    _open(18, Stage.PLAN, twist=Twist.REVOKED),
    _open(22, Stage.PLAN, told=False),
    _open(26, Stage.PLAN, twist=Twist.WRITES_AGAIN),
    _open(33, Stage.PLAN, twist=Twist.MEMBER_COMES),
    _open(38, Stage.PLAN, twist=Twist.PROPOSED),
    _open(45, Stage.ACT, twist=Twist.MEMBER_LEAVES),
    _open(52, Stage.ACT, told=False),
    _open(60, Stage.ACT, twist=Twist.WRITES_AGAIN),
    _open(71, Stage.ACT),
    _open(83, Stage.ACT, told=False),
    _open(96, Stage.ACT, twist=Twist.MEMBER_COMES),
    _open(104, Stage.ACT),
    _open(120, Stage.FOLLOW_UP, told=False),
    _open(133, Stage.FOLLOW_UP, twist=Twist.MEMBER_LEAVES),
    _open(151, Stage.FOLLOW_UP),
    _open(170, Stage.FOLLOW_UP, told=False),
    _open(196, Stage.FOLLOW_UP, twist=Twist.ERASING),
    _open(238, Stage.FOLLOW_UP, twist=Twist.REOPENED),
)
ENDED = (
    _ended(352, 104, CloseReason.GOALS_REACHED),
    _ended(340, 120, CloseReason.NO_LONGER_AT_RISK, told=False),
    _ended(328, 31, CloseReason.NOT_CONFIRMED, twist=Twist.ERASED),
    _ended(315, 96, CloseReason.GOALS_REACHED, twist=Twist.MEMBER_LEAVES),
    _ended(301, 58, CloseReason.MOVED_AWAY),
    _ended(290, 12, CloseReason.DUPLICATE),
    _ended(276, 110, CloseReason.CAME_OF_AGE, told=False),
    _ended(260, 77, CloseReason.TRANSFERRED),
    _ended(244, 40, CloseReason.DECLINED),
    _ended(225, 101, CloseReason.CONTACT_LOST, told=False),
    _ended(205, 60, CloseReason.DIED, told=False),
    _ended(180, 115, CloseReason.GOALS_REACHED),
    _ended(140, 66, CloseReason.NO_LONGER_AT_RISK),
    _ended(110, 28, CloseReason.NOT_CONFIRMED, told=False),
)
PLANS = (*OPEN, *ENDED)
