"""A report on its way: the coded and short answers, never the long text."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from django.http import HttpRequest, HttpResponse

from romdoul.inbox.codes import Kind, Said
from romdoul.intake.cookies import SealedCookie

COOKIE = SealedCookie("f", lives=3 * 60 * 60)


class Step(StrEnum):
    """The pages of the form in their order; one question each."""

    SAFETY = "safety"
    KIND = "kind"
    ABOUT = "about"
    PHONE = "phone"
    CALL = "call"
    WHERE = "where"
    TELL = "tell"
    SENT = "sent"
    CODE = "code"


QUESTIONS = tuple(step for step in Step if step not in {Step.SENT, Step.CODE})


CODED: dict[str, Callable[[str], StrEnum]] = {
    "step": Step,
    "kind": Kind,
    "about_me": Said,
    "phone_shared": Said,
}


def new_submission() -> str:
    """Return the random name of a report on its way (128 bits, hex)."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been answered so far, and where the person is.

    ``given`` says that the kind was chosen on the home page; ``browser`` that the
    browser keeps names and numbers to itself and seals them; ``spoken`` that a
    recording was chosen and could not be kept; ``ref`` and ``code`` are there once
    the report was received.
    """

    step: Step = Step.SAFETY
    submission: str = field(default_factory=new_submission)
    kind: Kind = Kind.OTHER
    given: bool = False
    browser: bool = False
    spoken: bool = False
    danger_now: bool = False
    about_me: Said = Said.UNSAID
    phone_shared: Said = Said.UNSAID
    phone: str = field(default="", repr=False)
    safe_hours: str = field(default="", repr=False)
    opening_words: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    ref: str = ""
    code: str = field(default="", repr=False)

    @classmethod
    def read(cls, request: HttpRequest) -> Self | None:
        """Return the draft of this browser, or None where there is no live one."""
        held = COOKIE.read(request)
        return None if held is None else cls._of(held)

    @classmethod
    def _of(cls, held: dict[str, Any]) -> Self:
        coded = {key: kind(held[key]) for key, kind in CODED.items() if key in held}
        return cls(**{**held, **coded})

    def write(self, request: HttpRequest, response: HttpResponse) -> None:
        """Put the draft into the browser's cookie."""
        COOKIE.write(request, response, self.changed())

    def changed(self) -> dict[str, object]:
        """Return the answers that were given, by name."""
        held = {name: getattr(self, name) for name in _UNANSWERED}
        return {key: v for key, v in held.items() if v != _UNANSWERED[key]}

    def steps(self) -> tuple[Step, ...]:
        """Return the questions that this report has."""
        skipped = set()
        if self.given:
            skipped.add(Step.KIND)
        if self.kind is Kind.ONLINE_CONTENT:
            # The address of the page comes first; who sent it does not matter.
            skipped.add(Step.WHERE)
        return tuple(step for step in QUESTIONS if step not in skipped)

    def after(self, step: Step) -> Self:
        """Return the draft on the question after this one."""
        later = [one for one in self.steps() if _place(one) > _place(step)]
        return replace(self, step=later[0] if later else Step.TELL)

    def before(self, step: Step) -> Self:
        """Return the draft on the question before this one."""
        earlier = [one for one in self.steps() if _place(one) < _place(step)]
        return replace(self, step=earlier[-1] if earlier else Step.SAFETY)

    def received(self, ref: str, code: str) -> Self:
        """Return what is kept of a report that was received: no answer of it."""
        return type(self)(
            step=Step.SENT,
            submission=self.submission,
            kind=self.kind,
            browser=self.browser,
            ref=ref,
            code=code,
        )


def _place(step: Step) -> int:
    return QUESTIONS.index(step)


_UNANSWERED: dict[str, object] = asdict(Draft(submission=""))
