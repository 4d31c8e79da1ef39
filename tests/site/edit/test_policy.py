"""What a browser may do with a page of the editing."""

import re

import pytest
from django.test import Client
from tests.factories.editing import written
from tests.factories.editors import signed_in

from romdoul.site.editing.starting import started
from romdoul.site.editors.models import Editor

pytestmark = pytest.mark.django_db
NUMBER = re.compile("'nonce-([^']+)'")
# Data, and templates that a script fills in, do not run.
RUNS = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*type=.(?:application/json|text/django-form))[^>]*>"
)
PLACES = (
    "/",
    "/pages/",
    "/images/add/",
    "/images/multiple/add/",
    "/documents/multiple/add/",
    "/import/",
    "/reports/links/",
    "/localize/submit/page/{}/",
    "/redirects/add/",
    "/reports/site-history/",
    "/reports/workflow/",
    "/reports/aging-pages/",
    "/reports/locked/",
    "/pages/{}/edit/",
    "/pages/{}/history/",
    "/pages/{}/copy/",
    "/pages/{}/usage/",
)


@pytest.fixture
def reviewing(reviewer: Editor) -> Client:
    return signed_in(reviewer)


def policy_of(client: Client, place: str) -> dict[str, str]:
    told = client.get(place)["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in told)


def test_nothing_unsafe_is_allowed_anywhere(reviewing: Client) -> None:
    for place in ("/", "/sign-in/", "/account/", "/pages/", "/no/such/page/"):
        told = policy_of(reviewing, place)
        assert "unsafe" not in str(told)
        assert told["script-src"] == "'self'"
        assert told["default-src"] == "'none'"


def test_the_number_of_a_style_is_good_for_one_answer(reviewing: Client) -> None:
    first, second = (reviewing.get("/pages/") for _ in range(2))
    numbers = []
    for answer in (first, second):
        found = NUMBER.search(answer["Content-Security-Policy"])
        assert found is not None
        assert f'nonce="{found.group(1)}"' in answer.content.decode()
        numbers.append(found.group(1))
    assert numbers[0] != numbers[1]


def test_no_page_has_a_script_within(reviewing: Client) -> None:
    page = written(reviewing)
    for place in PLACES:
        answer = reviewing.get(place.format(page.pk))
        assert answer.status_code == 200, place
        assert RUNS.findall(answer.content.decode()) == [], place


def test_what_a_widget_is_started_with_cannot_leave_its_attribute() -> None:
    said = started("Chooser", '"><script>', '{"a": "\'"}')
    assert "<script>" not in said
    assert said.count('"') == 8
