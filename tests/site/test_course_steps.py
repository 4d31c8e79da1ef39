"""A course from its first page to its result, by plain forms."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.site.learner import Learner, progress_of

from romdoul.site.learning import throttle
from romdoul.site.learning.models import CourseGroup, CourseResult

pytestmark = pytest.mark.django_db
FAR = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    throttle.counters.forget()


@pytest.fixture
def learner() -> Learner:
    return Learner()


def group_of(learner: Learner, **how: object) -> CourseGroup:
    """Make a training of this learner's course."""
    today = timezone.localdate()
    told = {"held_on": today, "closes_on": today, "province": "12"} | how
    course = learner.page.translation_key
    return CourseGroup.objects.create(code="7K2M9Q", course=course, **told)


def stages() -> list[tuple[str, int | None, int | None, int]]:
    rows = CourseResult.objects.order_by("pk")
    return list(rows.values_list("stage", "before", "after", "total"))


def test_the_whole_way_leads_from_one_step_to_the_next(learner: Learner) -> None:
    assert "Begin the course" in learner.get().content.decode()
    begun = learner.post("start/", group="")
    assert (begun.status_code, begun["Location"]) == (303, learner.home + "before/")
    asked = learner.answer("before/", 2)
    assert asked["Location"] == learner.home
    lessons = list(learner.page.lessons())
    for number, lesson in enumerate(lessons):
        sent = learner.post(f"{lesson.slug}/", do="next")
        last = number == len(lessons) - 1
        where = "after/" if last else f"{lessons[number + 1].slug}/"
        assert sent["Location"] == learner.home + where
    ended = learner.answer("after/", 7)
    assert ended["Location"] == learner.home + "result/"
    shown = learner.get("result/").content.decode()
    assert "2 of 7" in shown
    assert "7 of 7" in shown
    assert "Have a certificate" in shown


def test_who_began_and_who_finished_is_counted_and_nothing_else(
    learner: Learner,
) -> None:
    learner.finish(before=2, after=6)
    assert stages() == [("began", 2, None, 7), ("finished", 2, 6, 7)]
    row = CourseResult.objects.get(stage="finished")
    assert (row.how, row.language, row.group) == ("online", "en", None)


def test_a_form_sent_twice_is_counted_once(learner: Learner) -> None:
    learner.post("start/", group="")
    cookie = learner.cookie
    for _ in range(2):
        learner.client.cookies["p"] = cookie
        learner.answer("before/", 3)
    assert stages() == [("began", 3, None, 7)]


def test_answering_once_more_shows_the_new_score_and_counts_the_first(
    learner: Learner,
) -> None:
    learner.finish(before=1, after=3)
    assert "Answer once more" in learner.get("result/").content.decode()
    learner.answer("after/", 7)
    assert "7 of 7" in learner.get("result/").content.decode()
    assert stages() == [("began", 1, None, 7), ("finished", 1, 3, 7)]


def test_the_test_before_says_no_answer_and_the_result_says_all(
    learner: Learner,
) -> None:
    learner.post("start/", group="")
    feedback = learner.test.questions[0].choices[1].feedback
    assert feedback not in learner.get("before/").content.decode()
    learner.answer("before/", 0)
    learner.read_lessons()
    learner.answer("after/", 1)
    shown = learner.get("result/").content.decode()
    assert feedback in shown
    assert shown.count("Right is:") == 6
    assert shown.count("You did not know.") == 6


def test_a_question_left_open_is_asked_for_and_nothing_is_counted(
    learner: Learner,
) -> None:
    learner.post("start/", group="")
    asked = learner.post("before/", q0="1")
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "<title>Error: Questions" in page
    assert page.count("Choose an answer, or “I do not know”.") == 6
    for question in learner.test.questions[1:]:
        assert page.count(question.text) == 2
    assert stages() == []


def test_no_step_can_be_taken_before_its_time(learner: Learner) -> None:
    for step in ("before/", "after/", "result/", "certificate/"):
        assert learner.get(step)["Location"] == learner.home + "start/"
    learner.begin()
    first = learner.page.lessons()[0]
    for step in ("after/", "result/", "certificate/", "before/", "start/"):
        assert learner.get(step)["Location"] == f"{learner.home}{first.slug}/"
    assert learner.answer("after/", 7)["Location"] == f"{learner.home}{first.slug}/"
    assert CourseResult.objects.count() == 1


def test_every_lesson_can_be_read_and_tried_without_beginning(
    learner: Learner,
) -> None:
    lesson = learner.page.lessons()[0]
    assert "Lesson 1 of 5" in learner.get(f"{lesson.slug}/").content.decode()
    tried = learner.post(f"{lesson.slug}/", do="check", q0="0")
    page = tried.content.decode()
    assert "Not quite." in page
    assert "how memory works" in page
    assert "That is right." not in page
    page = learner.post(f"{lesson.slug}/", do="check", q0="1").content.decode()
    assert "That is right." in page
    onward = learner.post(f"{lesson.slug}/", do="next")
    assert onward["Location"].endswith("/listening/")
    assert not learner.client.cookies
    assert not CourseResult.objects.exists()


def test_an_answer_that_is_none_is_no_answer(learner: Learner) -> None:
    lesson = learner.page.lessons()[0]
    for nonsense in ("9", "-1", "x", "0; drop"):
        page = learner.post(f"{lesson.slug}/", do="check", q0=nonsense)
        assert "Not quite." not in page.content.decode()


@pytest.mark.parametrize("typed", ["7K2M9Q", "7k2-m9q", " 7K2 M9Q "])
def test_a_group_code_is_taken_as_it_is_typed(learner: Learner, typed: str) -> None:
    group = group_of(learner)
    learner.finish(group=typed)
    assert {row.group for row in CourseResult.objects.all()} == {group}


@pytest.mark.parametrize(
    "how",
    [
        {"is_open": False},
        {
            "held_on": timezone.localdate() - timedelta(2),
            "closes_on": timezone.localdate() - timedelta(1),
        },
        {"course": "00000000-0000-4000-8000-000000000000"},
    ],
    ids=["closed", "over", "of another course"],
)
def test_a_code_that_is_not_open_for_this_course_is_not_taken(
    learner: Learner, how: dict[str, object]
) -> None:
    group = group_of(learner)
    CourseGroup.objects.filter(pk=group.pk).update(**how)
    asked = learner.post("start/", group="7K2M9Q")
    assert asked.status_code == 422
    assert "not open for this course" in asked.content.decode()
    assert not learner.cookie


def test_a_code_that_is_none_is_said_to_be_none(learner: Learner) -> None:
    assert learner.post("start/", group="UUUUUU").status_code == 422


def test_a_changed_test_is_not_compared_with_the_one_before(learner: Learner) -> None:
    learner.begin(2)
    for language in ("km", "en"):
        page = Learner(language=language).page
        del page.test[0]
        page.save_revision().publish()
    learner.read_lessons()
    learner.answer("after/", 6)
    assert stages() == [("began", 2, None, 7), ("finished", None, 6, 6)]
    assert "6 of 6" in learner.get("result/").content.decode()


def test_guessing_codes_is_slowed(learner: Learner) -> None:
    for _ in range(throttle.Limit.GROUP.value):
        learner.client.post(learner.home + "start/", {"group": "UUUUUU"}, **FAR)
    asked = learner.client.post(learner.home + "start/", {"group": ""}, **FAR)
    assert asked.status_code == 429
    assert "Wait ten minutes" in asked.content.decode()


def test_the_course_is_the_same_in_khmer(learner: Learner) -> None:
    learner = Learner(language="km")
    learner.finish(before=0, after=7)
    assert "៧" in learner.get("result/").content.decode()
    assert CourseResult.objects.get(stage="finished").language == "km"


def test_a_course_begun_in_one_language_goes_on_in_the_other() -> None:
    learner = Learner()
    learner.begin(3)
    cookie = learner.cookie
    other = Learner(language="km")
    other.client.cookies["p"] = cookie
    assert progress_of(other).before == 3
    other.read_lessons()
    assert other.answer("after/", 7)["Location"].endswith(
        "/km/explore/courses/police/result/"
    )
    assert stages()[-1] == ("finished", 3, 7, 7)


@pytest.mark.parametrize("slug", ["police", "guesthouses", "parents"])
def test_each_course_asks_the_same_in_both_languages(slug: str) -> None:
    khmer, english = Learner(slug, "km"), Learner(slug, "en")
    assert khmer.test.shape == english.test.shape
    assert 6 <= english.test.total <= 8
    assert 4 <= english.page.lessons().count() <= 6
    assert khmer.page.lessons().count() == english.page.lessons().count()


def test_a_course_asks_for_no_script(learner: Learner) -> None:
    assert Client().get(learner.home).status_code == 200
    page = learner.get("start/").content.decode()
    assert 'method="post"' in page
