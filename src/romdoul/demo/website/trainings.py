"""Trainings that the demo's organisation held, with what was written on paper there."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import Role
from romdoul.site.learning.officers import Officer
from romdoul.site.learning.provinces import Province
from romdoul.site.learning.questions import test_of
from romdoul.site.learning.trainings import Scores, Written, enter_paper, open_training
from romdoul.site.pages.models import CoursePage

SEED = 11
# Of which course, how many days ago, where, and how many people came.
HELD = (
    ("police", 170, Province.PHNOM_PENH, 22),
    ("guesthouses", 120, Province.SIEM_REAP, 17),
    ("parents", 75, Province.BATTAMBANG, 26),
    ("police", 40, Province.SIEM_REAP, 19),
    ("guesthouses", 12, Province.PREAH_SIHANOUK, 14),
)
OPEN_FOR = timedelta(days=14)
# How many in ten end a course that they began.
FINISH = 9


def hold() -> None:
    """Hold the trainings, and enter what their learners wrote."""
    lot = Random(SEED)  # noqa: S311 - the demo's chances, not a secret
    leads = Editor.objects.filter(groups__name=Role.EDITOR.value).earliest("pk")
    officer = Officer.of(leads)
    for place, days_ago, province, people in HELD:
        course = _course(place)
        held_on = timezone.localdate() - timedelta(days=days_ago)
        code = open_training(
            officer,
            course=course.translation_key,
            held_on=held_on,
            closes_on=held_on + OPEN_FOR,
            province=province,
        )
        total = test_of(course.test).total
        scores = [_scores(lot, total) for _ in range(people)]
        enter_paper(officer, code=code, written=Written(total, scores))


def _course(place: str) -> CoursePage:
    """Return a course; raise CoursePage.DoesNotExist where there is none."""
    found: CoursePage = CoursePage.objects.get(slug=place, locale__language_code="km")
    return found


def _scores(lot: Random, total: int) -> Scores:
    before = lot.randint(total // 5, total // 2)
    is_ended = lot.randrange(10) < FINISH
    after = min(total, before + lot.randint(0, total // 2))
    return Scores(before, after if is_ended else None)
