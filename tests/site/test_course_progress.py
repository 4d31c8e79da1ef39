"""What a device remembers: one signed cookie of one course, and only when asked."""

import base64
import json

import pytest
from django.core import signing
from django.test import Client, RequestFactory
from tests.site.learner import Learner, progress_of

from romdoul.site.learning import every_course, progress, throttle
from romdoul.site.learning.models import CourseResult

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    throttle.counters.forget()


def test_no_cookie_is_given_before_a_learner_begins() -> None:
    learner = Learner()
    for step in ("", "start/", "first-minutes/", "before/", "remembered/"):
        assert not learner.client.get(learner.home + step).cookies, step


def test_the_cookie_is_of_the_course_alone_and_no_script_reads_it() -> None:
    given = Client().post("/en/explore/courses/police/start/", {"group": ""}).cookies
    assert sorted(morsel["path"] for morsel in given.values()) == [
        "/en/explore/courses/police/",
        "/km/explore/courses/police/",
    ]
    for morsel in given.values():
        assert morsel.key == progress.NAME
        assert morsel["httponly"]
        assert morsel["samesite"] == "Lax"
        assert morsel["max-age"] == str(progress.LASTS_SECONDS)
        assert not morsel["secure"]
    assert len({morsel.value for morsel in given.values()}) == 1


def test_over_tls_it_is_sent_over_tls_alone() -> None:
    given = Client().post(
        "/en/explore/courses/police/start/", {"group": ""}, secure=True
    )
    assert all(morsel["secure"] for morsel in given.cookies.values())


def test_every_answer_that_knows_the_device_is_kept_by_no_cache() -> None:
    learner = Learner()
    learner.begin()
    for step in ("", "first-minutes/", "remembered/", "start/"):
        assert "no-store" in learner.get(step)["Cache-Control"], step


def test_whether_a_request_carries_learning_state_can_be_asked() -> None:
    request = RequestFactory().get("/")
    assert not progress.carried_by(request)
    request.COOKIES[progress.NAME] = "anything"
    assert progress.carried_by(request)


def test_one_course_does_not_know_of_another() -> None:
    learner, other = Learner(), Learner("parents")
    learner.begin()
    other.client.cookies["p"] = learner.cookie
    assert other.get("after/")["Location"] == other.home + "start/"


@pytest.mark.parametrize("at", [0, 5, 20, -1, -10, -30])
def test_an_altered_cookie_is_none(at: int) -> None:
    learner = Learner()
    learner.begin()
    cookie = learner.cookie
    other = "A" if cookie[at] != "A" else "B"
    learner.client.cookies["p"] = "".join(
        other if n == at % len(cookie) else letter for n, letter in enumerate(cookie)
    )
    assert learner.get("after/")["Location"] == learner.home + "start/"


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "é", "." * 4000])
def test_nonsense_is_none(value: str) -> None:
    learner = Learner()
    learner.client.cookies["p"] = value
    assert "Begin the course" in learner.get().content.decode()


def test_scores_cannot_be_written_by_hand() -> None:
    learner = Learner()
    learner.begin()
    held = json.dumps({"run": "x", "latest": 7, "total": 7, "before": 0})
    forged = base64.urlsafe_b64encode(held.encode()).decode().rstrip("=")
    learner.client.cookies["p"] = ":".join([forged, *learner.cookie.split(":")[1:]])
    assert learner.get("certificate/")["Location"] == learner.home + "start/"


def test_what_another_part_of_the_program_signed_is_none() -> None:
    learner = Learner()
    learner.client.cookies["p"] = signing.dumps({"run": "x", "latest": 7, "total": 7})
    assert learner.get("certificate/")["Location"] == learner.home + "start/"


def test_a_cookie_of_an_older_release_is_none() -> None:
    learner = Learner()
    salt = progress._salt(learner.page)
    learner.client.cookies["p"] = signing.dumps({"unknown": 1}, salt=salt)
    assert "Begin the course" in learner.get().content.decode()


def test_it_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    learner = Learner()
    learner.begin()
    later = signing.time.time() + progress.LASTS_SECONDS + 10
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert learner.get("after/")["Location"] == learner.home + "start/"


def test_the_page_says_what_is_remembered_and_forgets_it() -> None:
    learner = Learner()
    learner.begin(3)
    page = learner.get("remembered/").content.decode()
    assert "before the course: 3 of 7" in page
    assert "0 lessons are done" in page
    gone = learner.client.post(learner.home + "remembered/")
    assert "remembers nothing of this course any more" in gone.content.decode()
    given = [m for key, m in gone.cookies.items() if key.startswith("p ")]
    assert sorted((m["path"], m.value, m["max-age"]) for m in given) == [
        ("/en/explore/courses/police/", "", "0"),
        ("/km/explore/courses/police/", "", "0"),
    ]


def test_leaving_in_a_hurry_takes_it_away_for_every_course() -> None:
    left = Client().get("/leave/")
    gone = [m for m in left.cookies.values() if m.key == progress.NAME]
    assert {m["path"] for m in gone} == set(every_course.addresses())
    assert len(gone) == 6
    assert all((m.value, m["max-age"]) == ("", "0") for m in gone)


def test_the_cookie_says_how_far_and_never_who() -> None:
    learner = Learner()
    learner.finish(before=2, after=7)
    held = progress_of(learner)
    assert (held.before, held.after, held.latest, held.total) == (2, 7, 7, 7)
    assert len(held.lessons) == 5
    assert len(learner.cookie) < 600
    assert CourseResult.objects.count() == 2


def test_another_site_can_begin_nothing_here() -> None:
    sent = Client().post(
        "/en/explore/courses/police/start/",
        {"group": ""},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert sent.status_code == 403
    assert not sent.cookies
