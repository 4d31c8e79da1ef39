"""A voice message at the desk: heard, gone back and forth in, and each opening kept."""

import pytest
from django.test import RequestFactory
from tests.desks.seated import Seats
from tests.factories.desk import events, report
from tests.factories.organisation import Organisation

from romdoul.desks.sound import sound
from romdoul.ledger.events import Event

SOUND = bytes(range(256)) * 40


def asked(header: str = "") -> tuple[int, bytes, str]:
    headers = {"range": header} if header else {}
    request = RequestFactory().get("/voice/", headers=headers)
    answer = sound(request, SOUND, "audio/wav")
    return answer.status_code, answer.content, answer.get("Content-Range", "")


def test_without_a_range_all_of_it_comes() -> None:
    assert asked() == (200, SOUND, "")


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-", 0, 10_239),
        ("bytes=5000-", 5_000, 10_239),
        ("bytes=5000-5999", 5_000, 5_999),
        ("bytes=0-0", 0, 0),
        ("bytes=9000-99999", 9_000, 10_239),
    ],
)
def test_a_range_comes_alone_and_says_which_it_is(
    header: str, start: int, end: int
) -> None:
    part = SOUND[start : end + 1]
    assert asked(header) == (206, part, f"bytes {start}-{end}/10240")


@pytest.mark.parametrize("header", ["bytes=10240-", "bytes=9-3"])
def test_a_range_that_is_not_there_is_refused(header: str) -> None:
    assert asked(header) == (416, b"", "bytes */10240")


@pytest.mark.parametrize(
    "header", ["bytes=-500", "bytes=0-1,5-9", "lines=0-", "bytes=x-", "bytes="]
)
def test_what_is_no_single_range_is_answered_with_all_of_it(header: str) -> None:
    """As RFC 9110 allows: a server may ignore a Range."""
    assert asked(header) == (200, SOUND, "")


def test_who_may_read_the_report_hears_any_part_and_each_opening_is_recorded(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org, voice=SOUND)
    client = seat("counsellor")
    before = events().count(Event.RECORD_OPENED)
    path = f"/hotline/{sent.ref}/voice/"
    whole = client.get(path)
    assert (whole.content, whole["Accept-Ranges"]) == (SOUND, "bytes")
    part = client.get(path, headers={"range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, SOUND[100:200])
    assert part["Cache-Control"] == "no-store"
    assert events().count(Event.RECORD_OPENED) == before + 2


def test_who_may_not_read_it_hears_no_part(org: Organisation, seat: Seats) -> None:
    sent, _row = report(org, voice=SOUND)
    path = f"/hotline/{sent.ref}/voice/"
    answer = seat("legal").get(path, headers={"range": "bytes=0-9"})
    assert answer.status_code == 403
