"""Somebody who takes a course, page by page, as a browser without scripts does."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client, RequestFactory

from romdoul.site.content.loading import page_at
from romdoul.site.learning import progress
from romdoul.site.learning.progress import NAME, Progress
from romdoul.site.learning.questions import test_of
from romdoul.site.learning.scoring import Exam
from romdoul.site.pages.models import CoursePage


@dataclass
class Learner:
    """One device and one course."""

    slug: str = "police"
    language: str = "en"
    client: Client = field(default_factory=Client)

    @property
    def page(self) -> CoursePage:
        found = page_at(f"explore/courses/{self.slug}", self.language)
        assert found is not None
        return found.specific

    @property
    def test(self) -> Exam:
        return test_of(self.page.test)

    @property
    def home(self) -> str:
        return f"/{self.language}/explore/courses/{self.slug}/"

    def get(self, step: str = "") -> HttpResponse:
        return self._kept(self.client.get(self.home + step))

    def post(self, step: str, **said: str) -> HttpResponse:
        return self._kept(self.client.post(self.home + step, said))

    def answer(self, step: str, right: int) -> HttpResponse:
        """Answer so many questions right, and say of the rest that one is unsure."""
        answers = [
            question.right if number < right else -1
            for number, question in enumerate(self.test.questions)
        ]
        return self.post(step, **{f"q{n}": str(a) for n, a in enumerate(answers)})

    def begin(self, right: int = 2, group: str = "") -> None:
        self.post("start/", group=group)
        self.answer("before/", right)

    def read_lessons(self) -> None:
        for lesson in self.page.lessons():
            self.post(f"{lesson.slug}/", do="next")

    def finish(self, before: int = 2, after: int = 7, group: str = "") -> HttpResponse:
        self.begin(before, group)
        self.read_lessons()
        return self.answer("after/", after)

    @property
    def cookie(self) -> str:
        """Return what the device sends with its next request."""
        return self.client.cookies[NAME].value if NAME in self.client.cookies else ""

    def _kept(self, answer: HttpResponse) -> HttpResponse:
        """Keep cookies as a browser does: by name, and gone once they are over."""
        for key in [key for key in self.client.cookies if key.startswith(f"{NAME} ")]:
            morsel = self.client.cookies.pop(key)
            if not morsel["path"].startswith(f"/{self.language}/"):
                continue
            self.client.cookies.pop(NAME, None)
            if morsel["max-age"] != "0":
                self.client.cookies[NAME] = morsel.value
        return answer


def progress_of(learner: Learner) -> Progress:
    """Return what the device remembers, as the server reads it."""
    request = RequestFactory().get("/")
    request.COOKIES[NAME] = learner.cookie
    held = progress.read(request, learner.page)
    assert held is not None
    return held
