"""Leaving in a hurry, slowing abuse, and what no page of ours does."""

import json
import logging
from typing import Any

import pytest
from django.test import Client, RequestFactory
from tests.factories.flow import BOX, FORM, begin, press, reach_the_last_page, tell
from tests.factories.published import Published

from romdoul.inbox.models import Envelope
from romdoul.intake import throttle
from romdoul.intake.cookies import SealedCookie
from romdoul.intake.draft import Draft
from romdoul.intake.throttle import Limit
from romdoul.kernel.counters import Rotating, address_of, network_of
from romdoul.site.models import SiteSetting
from romdoul.site.values import forget

FAR = {"REMOTE_ADDR": "203.0.113.7"}


def test_leaving_clears_everything_and_goes_somewhere_neutral(
    phone: Client, hotline: Published
) -> None:
    SiteSetting.objects.create(key="exit.address", value="https://weather.example/")
    forget()
    begin(phone)
    left = phone.get("/leave/")
    assert (left.status_code, left["Location"]) == (303, "https://weather.example/")
    assert left["Clear-Site-Data"] == '"cookies", "storage", "cache"'
    assert left["Cache-Control"] == "no-store"
    assert phone.get(FORM)["Location"] == "/en/"


@pytest.mark.parametrize(
    "address", ["", "http://plain.example/", "javascript:alert(1)"]
)
def test_without_a_safe_neutral_address_leaving_stays_on_an_empty_page(
    phone: Client, address: str
) -> None:
    SiteSetting.objects.create(key="exit.address", value=address)
    forget()
    assert phone.get("/leave/")["Location"] == "/away/"
    assert "Romdoul" not in phone.get("/away/").content.decode()


@pytest.mark.parametrize("page", ["/en/", "/km/", "/en/box/", "/away/"])
def test_no_cookie_is_given_before_it_is_needed(phone: Client, page: str) -> None:
    shown = phone.get(page)
    assert shown.status_code == 200
    assert not shown.cookies


def test_the_draft_is_a_strict_session_cookie(phone: Client) -> None:
    begin(phone)
    morsel = phone.cookies["f"]
    assert (morsel["samesite"], morsel["httponly"]) == ("Strict", True)
    assert (morsel["max-age"], morsel["expires"]) == ("", "")


def test_a_cookie_that_is_not_ours_is_no_draft(phone: Client) -> None:
    for value in ("", "AAAA", "é" * 50, "A" * 4_000):
        phone.cookies["f"] = value
        assert phone.get(FORM)["Location"] == "/en/"


def test_a_cookie_dies_of_age_and_opens_under_its_own_name_alone() -> None:
    request = type("Request", (), {"COOKIES": {}})()
    sealed = SealedCookie("f", lives=100)._sealed({"a": 1})
    request.COOKIES = {"f": sealed, "b": sealed}
    assert SealedCookie("f", lives=100).read(request) == {"a": 1}
    assert SealedCookie("f", lives=-1).read(request) is None
    assert SealedCookie("b", lives=100).read(request) is None


def test_a_draft_does_not_print_its_answers() -> None:
    draft = Draft(phone="012345678", safe_hours="noon", name="Name", code="1" * 16)
    for word in ("012345678", "noon", "Name", "1111"):
        assert word not in repr(draft)


def test_a_form_on_another_site_is_refused(phone: Client, hotline: Published) -> None:
    reach_the_last_page(phone)
    sent = phone.post(
        FORM,
        {"step": "tell", "text": "Not theirs.", "whole": "1"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert sent.status_code == 403
    assert not Envelope.objects.exists()


def test_abuse_is_slowed_and_the_words_are_kept(
    phone: Client, hotline: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    reach_the_last_page(phone)
    monkeypatch.setattr(throttle.counters, "allows", lambda *_: False)
    told = {"step": "tell", "text": "Still here.", "whole": "1"}
    asked = phone.post(FORM, told, **FAR)
    assert asked.status_code == 429
    assert "Still here." in asked.content.decode()
    asked = phone.post(BOX, {"do": "open", "code": "1" * 16, "whole": "1"}, **FAR)
    assert asked.status_code == 429
    body = json.dumps({"locator": "0" * 64})
    asked = phone.post("/en/box/read/", body, content_type="application/json", **FAR)
    assert (asked.status_code, asked.json()["error"]) == (429, "slow")


def test_a_network_is_slowed_over_its_limit_and_no_other() -> None:
    counted = Rotating()
    near, far = network_of("203.0.113.7"), network_of("2001:db8:1::5")
    assert near is not None
    assert far is not None
    for _ in range(Limit.CODE.value):
        assert counted.allows(Limit.CODE, near)
    assert not counted.allows(Limit.CODE, near)
    assert counted.allows(Limit.BOX, near)
    assert counted.allows(Limit.CODE, far)


def test_counters_forget_with_their_key_and_hold_no_address() -> None:
    counted = Rotating()
    counted.allows(Limit.CODE, "203.0.113.0/24")
    key = counted._key
    assert b"203.0.113" not in b"".join(counted._counts)
    counted.forget()
    counted.allows(Limit.REPORT, "203.0.113.0/24")
    assert counted._key != key
    assert len(counted._counts) == 1


def test_addresses_are_widened_and_the_machine_itself_is_not_counted() -> None:
    assert network_of("203.0.113.7") == "203.0.113.0/24"
    assert network_of("2001:db8:1:2::5") == "2001:db8:1::/48"
    assert network_of("127.0.0.1") is None
    assert network_of("no address") is None


FRONT = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1, 203.0.113.7"}


@pytest.mark.parametrize(
    ("request_of", "behind_front", "address"),
    [
        (FAR, False, "203.0.113.7"),
        (FRONT, True, "203.0.113.7"),
        # Without a front anybody may have written it; from elsewhere too.
        (FRONT, False, "127.0.0.1"),
        (FRONT | {"REMOTE_ADDR": "198.51.100.2"}, True, "198.51.100.2"),
        ({"REMOTE_ADDR": "127.0.0.1"}, True, "127.0.0.1"),
        ({}, True, ""),
    ],
)
def test_behind_a_front_the_address_is_what_the_front_saw(
    request_of: dict[str, str], *, behind_front: bool, address: str
) -> None:
    assert address_of(request_of, behind_front=behind_front) == address


def test_behind_a_front_each_network_is_counted_by_itself(
    settings: Any,
) -> None:
    settings.HTTPS = True
    throttle.counters.forget()
    near = RequestFactory().get("/", **FRONT)
    far = RequestFactory().get("/", **FRONT | {"HTTP_X_FORWARDED_FOR": "198.51.100.2"})
    for _ in range(Limit.BOX.value):
        assert throttle.allows(near, Limit.BOX)
    assert not throttle.allows(near, Limit.BOX)
    assert throttle.allows(far, Limit.BOX)


def test_nothing_of_a_report_is_logged(
    phone: Client, hotline: Published, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        tell(phone, text="A quizzacious sentence.")
        press(phone, "open", BOX, code="1234")
    assert "quizzacious" not in caplog.text
    assert "1234" not in caplog.text


def test_too_large_a_body_is_refused_unread(phone: Client) -> None:
    asked = phone.post(FORM, {"whole": "1"}, CONTENT_LENGTH=str(10**9))
    assert asked.status_code == 413


def test_every_page_says_neither_what_it_is_about_nor_stays(
    phone: Client, hotline: Published
) -> None:
    reach_the_last_page(phone)
    for page in (FORM, BOX, "/en/"):
        shown = phone.get(page)
        title = shown.content.decode().partition("<title>")[2].partition("<")[0]
        assert title.strip() == "Romdoul"
        assert shown["Cache-Control"] == "no-store"
        assert shown["Referrer-Policy"] == "no-referrer"
        assert 'href="/leave/?mark"' in shown.content.decode()
