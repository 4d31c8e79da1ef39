"""What is kept in memory is the same for everyone, and ends with its edition."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from romdoul.site import consent
from romdoul.site.changing import change_settings
from romdoul.site.content.places import page_at
from romdoul.site.counting import counted
from romdoul.site.counting.models import Tally
from romdoul.site.pages import editions

pytestmark = pytest.mark.django_db
MISSION = "/en/about/mission/"
BROWSER = {
    "user-agent": "Mozilla/5.0 (Linux; Android 11) Chrome/120",
    "host": "testserver",
}


def queries_of(client: Client, path: str, **headers: str) -> int:
    editions.current()
    with CaptureQueriesContext(connection) as asked:
        client.get(path, headers=BROWSER | headers)
    return len(asked)


def test_a_page_that_is_kept_asks_the_store_for_nothing() -> None:
    client = Client()
    assert queries_of(client, MISSION) > 0
    assert queries_of(client, MISSION) == 0


def test_what_is_published_ends_what_is_kept() -> None:
    client = Client()
    client.get(MISSION, headers=BROWSER)
    page = page_at("about/mission", "en").specific
    page.title = "What we are here for"
    page.save_revision().publish()
    assert (
        "What we are here for" in client.get(MISSION, headers=BROWSER).content.decode()
    )


def test_a_kept_page_has_every_protective_header() -> None:
    client = Client()
    first = client.get(MISSION, headers=BROWSER)
    again = client.get(MISSION, headers=BROWSER)
    assert dict(first.headers) == dict(again.headers)
    assert "default-src 'none'" in again.headers["Content-Security-Policy"]


@pytest.mark.parametrize("cookie", ["f", "c", "anything"])
def test_who_carries_a_cookie_finds_and_leaves_nothing(cookie: str) -> None:
    client = Client()
    client.cookies[cookie] = "of one visitor"
    client.get(MISSION, headers=BROWSER)
    assert queries_of(client, MISSION) > 0
    assert queries_of(Client(), MISSION) > 0


def test_who_chose_and_who_did_not_get_each_their_page() -> None:
    undecided, decided = Client(), Client()
    decided.cookies[consent.COOKIE] = "0.en"
    assert queries_of(undecided, MISSION) > 0
    assert queries_of(decided, MISSION) > 0
    assert queries_of(undecided, MISSION) == queries_of(decided, MISSION) == 0


def test_what_is_set_is_shown_although_a_page_was_kept() -> None:
    client = Client()
    client.get(MISSION, headers=BROWSER)
    change_settings("operator", changes={"organisation.en": "The flower"})
    assert "The flower" in client.get(MISSION, headers=BROWSER).content.decode()


def test_a_page_asked_with_parameters_is_not_kept() -> None:
    client = Client()
    client.get(f"{MISSION}?a=1", headers=BROWSER)
    assert queries_of(client, f"{MISSION}?a=1") > 0


def test_what_is_not_there_is_not_kept() -> None:
    client = Client()
    for _ in range(2):
        assert client.get("/en/about/nothing/", headers=BROWSER).status_code == 404


def test_a_persons_view_is_counted_whether_kept_or_not() -> None:
    client = Client()
    for _ in range(3):
        client.get(MISSION, headers=BROWSER)
    counted.flush()
    subject = str(page_at("about/mission", "en").translation_key)
    assert counted.total(Tally.Kind.VIEW, subject) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"user-agent": "curl/8.0"},
        {"user-agent": ""},
        BROWSER | {"sec-purpose": "prefetch"},
        BROWSER | {"sec-fetch-dest": "image"},
    ],
)
def test_a_robots_view_is_not_counted(headers: dict[str, str]) -> None:
    Client().get(MISSION, headers=headers)
    assert counted.flush() == 0


def test_who_said_no_to_statistics_is_left_out() -> None:
    client = Client()
    client.cookies[consent.COOKIE] = "0.en"
    client.get(MISSION, headers=BROWSER)
    assert counted.flush() == 0
    client.cookies[consent.COOKIE] = "s.en"
    client.get(MISSION, headers=BROWSER)
    assert counted.flush() == 1


def test_rows_of_past_days_become_one_and_keep_their_sum() -> None:
    for number in (2, 3):
        Tally.objects.create(kind="view", subject="x", on="2026-01-01", number=number)
    Tally.objects.create(kind="view", subject="y", on="2026-01-01", number=1)
    assert counted.compact() == 1
    assert (Tally.objects.count(), counted.total(Tally.Kind.VIEW, "x")) == (2, 5)
    assert counted.compact() == 0


def test_nothing_of_the_visitor_is_in_a_count() -> None:
    names = {field.name for field in Tally._meta.concrete_fields}
    assert names == {"id", "kind", "subject", "on", "number"}


@pytest.mark.parametrize("host", ["else.example", "no host at all"])
def test_an_address_that_is_not_ours_is_refused_quietly(
    settings: Any, host: str
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(raise_request_exception=False)
    answer = client.get(MISSION, headers=BROWSER | {"host": host})
    assert answer.status_code == 400
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert host not in answer.content.decode()
