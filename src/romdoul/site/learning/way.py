"""The way through a course: what comes next for whoever is this far."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from romdoul.site.learning.progress import Progress
from romdoul.site.learning.questions import test_of
from romdoul.site.learning.scoring import Exam, passed


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a course, where it is, and whether it is done."""

    title: str
    address: str
    minutes: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A course's lessons in their order, and how far one device is.

    ``course`` is a page; ``progress`` is None for whoever only reads.
    """

    course: Any
    progress: Progress | None

    @property
    def test(self) -> Exam:
        """Return the test that stands before and after."""
        return test_of(self.course.test)

    @property
    def lessons(self) -> list[Stop]:
        """Return the lessons, in the order of the pages."""
        done = self.progress.lessons if self.progress else ()
        return [
            Stop(page.title, page.get_url() or "", page.minutes, key_of(page) in done)
            for page in self.course.lessons()
        ]

    @property
    def is_taught(self) -> bool:
        """Tell whether every lesson is done."""
        return all(lesson.is_done for lesson in self.lessons)

    @property
    def has_passed(self) -> bool:
        """Tell whether the latest score reaches what the course asks."""
        held = self.progress
        return (
            held is not None
            and held.latest is not None
            and passed(held.latest, held.total, self.course.passes_at)
        )

    def step(self, name: str) -> str:
        """Return the address of one of the course's own steps."""
        return f"{self.course.get_url()}{name}/"

    @property
    def next(self) -> tuple[str, str]:
        """Return what to do next, in words, and where."""
        if self.progress is None:
            return _("Begin the course"), self.step("start")
        if self.progress.before is None:
            return _("Go to the questions before the course"), self.step("before")
        ahead = next((stop for stop in self.lessons if not stop.is_done), None)
        if ahead is not None:
            return _("Go on with the next lesson"), ahead.address
        if self.progress.after is None:
            return _("Go to the questions after the course"), self.step("after")
        return _("See your result"), self.step("result")


def key_of(lesson: Any) -> str:  # noqa: ANN401 - a page
    """Return what a device remembers of a lesson: the same in every language."""
    return str(lesson.translation_key.hex[:8])
