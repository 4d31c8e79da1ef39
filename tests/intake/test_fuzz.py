"""Whatever a stranger's browser sends: an answer, and never a failure."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.nasty import TEXTS, fields, fill, query, routes_of

REQUESTS = 500
NAMES = [
    "kind",
    "about_me",
    "phone_shared",
    "danger_now",
    "text",
    "url",
    "place",
    "name",
    "phone",
    "call_me",
    "safe_hours",
    "opening_words",
    "voice",
    "whole",
    "back",
    "step",
    "code",
    "submission",
    "desk",
    "compartment",
    "epoch",
    "priority",
    "sealed",
    "locator",
    "message",
    "sure",
]


def addresses() -> list[str]:
    """Return every address of the public process, in each language."""
    found: set[str] = set()
    for route in routes_of(get_resolver().url_patterns):
        found |= {route.replace("/km/", "/en/", 1), route.replace("/en/", "/km/", 1)}
    return sorted(found)


@pytest.fixture
def client(db: None) -> Iterator[Client]:
    """Return a stranger's browser."""
    del db
    return Client()


def tries() -> settings:
    """Return how often and how reproducibly."""
    return settings(
        max_examples=REQUESTS,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def test_no_form_makes_the_public_side_fail(client: Client) -> None:
    anything = st.just("x")
    where = st.one_of(*(fill(one, anything) for one in addresses()))
    method = st.sampled_from(["GET", "POST", "POST", "HEAD", "PUT"])
    said = fields(NAMES, anything)
    seen: set[int] = set()

    @tries()
    @given(method, where, said)
    def try_one(how: str, address: str, sent: dict[str, str]) -> None:
        if how in {"GET", "HEAD", "PUT"}:
            answer = client.generic(how, f"{address}?{query(sent)}")
        else:
            answer = client.post(address, sent)
        seen.add(answer.status_code)
        assert answer.status_code < 500 or answer.status_code == 503

    try_one()
    assert {200, 302} & seen


def test_no_body_makes_the_public_side_fail(client: Client) -> None:
    where = st.sampled_from(addresses())
    kinds = st.sampled_from(
        ["application/json", "multipart/form-data; boundary=x", "text/plain", ""]
    )
    said = st.dictionaries(
        st.sampled_from(NAMES),
        st.one_of(TEXTS, st.none(), st.integers(), st.lists(TEXTS, max_size=2)),
        max_size=6,
    ).map(lambda found: json.dumps(found).encode())
    body = st.one_of(st.binary(max_size=300), said)

    @tries()
    @given(where, kinds, body)
    def try_one(address: str, kind: str, sent: bytes) -> None:
        answer = client.generic("POST", address, sent, content_type=kind)
        assert answer.status_code < 500 or answer.status_code == 503

    try_one()
