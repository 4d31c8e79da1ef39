"""What the threads of a case share: who works on it, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from romdoul.cases.codes import Role, Stage
from romdoul.cases.documents import CaseDocument
from romdoul.demo.calendar import days
from romdoul.demo.desk import Incoming, Scene
from romdoul.demo.plans import Plan
from romdoul.queries.opened import Person
from romdoul.queries.stories import CaseStory, read_case
from romdoul.staff.actor import Actor

STAGES = tuple(Stage)


@dataclass(slots=True)
class Work:
    """A case under way; ``lead`` and ``opener`` are code names.

    ``due`` are the tasks that somebody has still to do, the oldest first.
    """

    scene: Scene
    plan: Plan
    number: int
    ref: str
    lead: str
    opener: str
    document: CaseDocument
    taken: Incoming | None = None
    version: int = 1
    due: list[str] = field(default_factory=list)

    def actor(self, username: str = "") -> Actor:
        """Return who acts: whoever leads, unless another is named."""
        return self.scene.team(username or self.lead)

    def read(self, username: str = "") -> CaseStory:
        """Open the case as its page does."""
        return read_case(self.actor(username), self.ref)

    def share(self, part: float) -> timedelta:
        """Return a part of the time that this case takes."""
        return days(self.plan.span * part)

    def reaches(self, stage: Stage) -> bool:
        """Say whether the case comes as far as this."""
        return STAGES.index(self.plan.stage) >= STAGES.index(stage)

    def words(self, many: Sequence[str]) -> str:
        """Return one of several texts."""
        return self.scene.lot.choice(many)

    def reported(self) -> list[Person]:
        """Return the persons reported."""
        people = self.read().people
        return [one for one in people if one.role is Role.PERSON_REPORTED]
