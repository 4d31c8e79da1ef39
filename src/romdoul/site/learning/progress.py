"""How far a learner is: on their own device, in one small file of one course.

It is given when a learner begins, for that is what they ask for; the server keeps
nothing of it. Signed, so that nobody writes scores for themselves; not sealed: it
says how far somebody is, never who. Whoever forgets it, or leaves in a hurry, has it
taken away.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from http.cookies import Morsel
from typing import Any, Self

from django.core import signing
from django.http import HttpRequest, HttpResponse

from romdoul.site.learning.scoring import Exam

NAME = "p"
LASTS_SECONDS = 60 * 24 * 60 * 60
LASTS_DAYS = 60


@dataclass(frozen=True, slots=True)
class Progress:
    """What one device remembers of one course.

    ``run`` is random and only keeps one ending from being counted twice; ``after``
    is the first score after the course, ``latest`` the last one, with its answers.
    Of both tests the shape is kept: an editor may change one in between.
    """

    run: str
    group: str = ""
    before: int | None = None
    before_total: int = 0
    before_shape: str = ""
    lessons: tuple[str, ...] = ()
    after: int | None = None
    latest: int | None = None
    total: int = 0
    shape: str = ""
    answers: tuple[int, ...] = ()
    certificates: int = 0

    @classmethod
    def begun(cls, group: str) -> Self:
        """Return the progress of somebody who begins."""
        return cls(secrets.token_hex(6), group)

    def tested_before(self, test: Exam, answers: Sequence[int]) -> Self:
        """Return it with the answers given before the course."""
        return replace(
            self,
            before=test.score(answers),
            before_total=test.total,
            before_shape=test.shape,
        )

    def tested_after(self, test: Exam, answers: Sequence[int]) -> Self:
        """Return it with the answers given after the course, once or again."""
        score = test.score(answers)
        return replace(
            self,
            after=score if self.after is None else self.after,
            latest=score,
            total=test.total,
            shape=test.shape,
            answers=tuple(answers),
        )

    @property
    def comparable(self) -> int | None:
        """Return the score before, if the same test was taken after."""
        return self.before if self.before_shape == self.shape else None

    def with_lesson(self, lesson: str) -> Self:
        """Return it with one more lesson done."""
        return replace(self, lessons=tuple(dict.fromkeys((*self.lessons, lesson))))


def carried_by(request: HttpRequest) -> bool:
    """Tell whether a request carries learning state: its answer is never cached."""
    return NAME in request.COOKIES


def read(request: HttpRequest, course: object) -> Progress | None:
    """Return what this device remembers of a course, or None.

    None also for what was altered, is too old, or was given for another course.
    """
    value = request.COOKIES.get(NAME, "")
    try:
        held = signing.loads(value, salt=_salt(course), max_age=LASTS_SECONDS)
        return _made(held)
    except (signing.BadSignature, TypeError, ValueError):
        return None


def write(
    request: HttpRequest, response: HttpResponse, course: object, progress: Progress
) -> None:
    """Let the device remember, at the course's address in each language."""
    value = signing.dumps(asdict(progress), salt=_salt(course), compress=True)
    for place in places(course):
        _lay(response, place, value, LASTS_SECONDS, secure=request.is_secure())


def forget(response: HttpResponse, where: Iterable[str]) -> None:
    """Take away what the device remembers at these addresses."""
    for place in where:
        _lay(response, place, "", 0, secure=False)


def places(course: Any) -> list[str]:  # noqa: ANN401 - a page
    """Return the address of a course in each language that it stands in."""
    standing = course.get_translations(inclusive=True).live()
    return [address for page in standing if (address := page.get_url())]


def _lay(
    response: HttpResponse, place: str, value: str, seconds: int, *, secure: bool
) -> None:
    """Set the cookie at one address; Django's own way keeps one address a name."""
    morsel: Morsel[str] = Morsel()
    morsel.set(NAME, value, value)
    morsel.update(
        {"path": place, "max-age": str(seconds), "httponly": "1", "samesite": "Lax"}
    )
    if secure:
        morsel["secure"] = "1"
    response.cookies[f"{NAME} {place}"] = morsel


def _made(held: dict[str, Any]) -> Progress:
    progress = Progress(**held)
    return replace(
        progress, lessons=tuple(progress.lessons), answers=tuple(progress.answers)
    )


def _salt(course: Any) -> str:  # noqa: ANN401 - a page
    return f"romdoul.learning/{course.translation_key}"
