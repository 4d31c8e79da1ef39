"""A lesson: to be read by anyone; its questions say at once what is right."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from romdoul.site.learning.answering import go, go_on, show_page, way_of
from romdoul.site.learning.questions import test_of
from romdoul.site.learning.scoring import Choice, Question
from romdoul.site.learning.way import Stop, Way, key_of


@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, page: Any, course: Any) -> HttpResponse:  # noqa: ANN401
    """Show a lesson, tell what an answer is worth, or note it done and go on."""
    way = way_of(request, course)
    if request.POST.get("do") == "next":
        return _next(request, way, page)
    questions = [
        Asked(number, question, request.POST.get(f"q{number}"))
        for number, question in enumerate(test_of(page.questions).questions)
    ]
    number = _number(way, page)
    return show_page(request, way, page, asked=questions, number=number)


class Asked:
    """A question of a lesson, as it was answered on this page or not yet."""

    def __init__(self, number: int, question: Question, answer: str | None) -> None:
        self.name, self.question = f"q{number}", question
        known = {str(n): one for n, one in enumerate(question.choices)}
        self.answer = answer if answer in known else None
        self.chosen: Choice | None = known.get(answer or "")

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Return each choice's value, its words, and whether it is chosen."""
        return [
            (str(n), one.text, str(n) == self.answer)
            for n, one in enumerate(self.question.choices)
        ]


def _next(request: HttpRequest, way: Way, page: Any) -> HttpResponse:  # noqa: ANN401
    """Note the lesson done, where a device remembers, and go to what follows."""
    if way.progress is None:
        return go(_following(way.lessons, page) or way.course.get_url())
    done = way.progress.with_lesson(key_of(page))
    onward = Way(way.course, done)
    following = _following(way.lessons, page)
    return go_on(request, way, done, following or onward.next[1])


def _following(lessons: list[Stop], page: Any) -> str | None:  # noqa: ANN401
    addresses = [stop.address for stop in lessons]
    at = addresses.index(page.get_url()) + 1
    return addresses[at] if at < len(addresses) else None


def _number(way: Way, page: Any) -> int:  # noqa: ANN401
    addresses = [stop.address for stop in way.lessons]
    address = page.get_url()
    return addresses.index(address) + 1 if address in addresses else 0
