"""Clocks and steps of reports and cases, without a database."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.cases.clocks import (
    NEVER,
    RESPONSE,
    is_overdue,
    response_due,
    transition_status,
)
from romdoul.cases.codes import (
    CaseStatus,
    CloseReason,
    Desk,
    Direction,
    Priority,
    ReportKind,
    ReportStatus,
    TransitionStatus,
)
from romdoul.cases.deeds import Deed, right_for
from romdoul.cases.flow import awaits_us, closed, decided, reopened, worked_on
from romdoul.inbox import codes as inbox
from romdoul.kernel.errors import BadInput
from romdoul.queries.paging import decode_key, encode_key

MOMENTS = st.datetimes(
    datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None),
    datetime(2100, 1, 1, tzinfo=UTC).replace(tzinfo=None),
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Desk, inbox.Desk),
        (Priority, inbox.Priority),
        (ReportKind, inbox.Kind),
        (Direction, inbox.Direction),
    ],
)
def test_the_desks_and_the_inbox_use_the_same_codes(ours, theirs):
    assert [code.value for code in ours] == [code.value for code in theirs]


def test_response_times_are_the_defaults_of_the_standards():
    hours = {kind: time / timedelta(hours=1) for kind, time in RESPONSE.items()}
    assert hours == {
        Priority.IMMEDIATE: 1,
        Priority.HIGH: 24,
        Priority.MEDIUM: 72,
        Priority.LOW: 168,
    }


@given(MOMENTS, MOMENTS, st.sampled_from(Priority))
def test_what_is_more_urgent_is_due_sooner_and_late_only_once_past(at, now, priority):
    due = response_due(at, priority)
    assert all(
        due <= response_due(at, other)
        for other in list(Priority)[list(Priority).index(priority) :]
    )
    assert is_overdue(due, now) is (now > due)
    assert not is_overdue(None, now)


@given(st.sampled_from(TransitionStatus), MOMENTS, MOMENTS)
def test_only_what_waits_expires(status, expires, now):
    found = transition_status(status, expires, now)
    if status is TransitionStatus.PENDING and expires <= now:
        assert found is TransitionStatus.EXPIRED
    else:
        assert found is status


STEPS = st.lists(st.sampled_from(["work", "decide"]))


@given(STEPS)
def test_a_report_is_decided_once_and_never_new_again(steps):
    status, decisions = ReportStatus.NEW, 0
    for step in steps:
        if step == "work":
            status = worked_on(status)
        elif status is ReportStatus.DECIDED:
            with pytest.raises(BadInput):
                decided(status)
        else:
            status, decisions = decided(status), decisions + 1
        assert status is not ReportStatus.NEW
        assert (status is ReportStatus.DECIDED) == bool(decisions)
    assert decisions == ("decide" in steps)


@given(st.lists(st.one_of(st.none(), st.sampled_from(CloseReason))))
def test_a_case_is_closed_only_when_open_and_reopened_only_when_not(steps):
    status = CaseStatus.OPEN
    for reason in steps:
        was_open = status is CaseStatus.OPEN
        if reason is None:
            if was_open:
                with pytest.raises(BadInput):
                    reopened(status)
            else:
                status = reopened(status)
                assert status is CaseStatus.OPEN
        elif was_open:
            status = closed(status, reason)
            assert status is not CaseStatus.OPEN
        else:
            with pytest.raises(BadInput):
                closed(status, reason)


@given(st.booleans(), st.booleans(), st.booleans())
def test_the_clock_runs_while_somebody_waits_for_words_of_ours(
    waiting, answered, unanswered
):
    runs = awaits_us(waiting=waiting, answered=answered, unanswered=unanswered)
    assert runs == (waiting and (unanswered or not answered))


def test_every_deed_has_a_right_wherever_a_report_lies():
    for desk in ("", *Desk):
        rights = {right_for(desk, deed) for deed in Deed}
        assert rights
    assert right_for(Desk.HOTLINE, Deed.READ) != right_for(Desk.SAFEGUARDING, Deed.READ)


@given(MOMENTS, st.integers(0, 2**63 - 1))
def test_a_pages_key_says_where_the_next_one_starts(moment, row):
    assert decode_key(encode_key(moment, row)) == (moment, row)
    assert decode_key(encode_key(NEVER, row)) == (NEVER, row)


def test_a_key_nested_without_end_is_refused():
    with pytest.raises(BadInput):
        decode_key(base64.urlsafe_b64encode(b"[" * 6000).decode())


@given(st.text(max_size=60))
def test_any_other_key_is_refused_and_never_breaks(text):
    try:
        moment, row = decode_key(text)
    except BadInput:
        return
    assert isinstance(moment, datetime)
    assert -(2**63) <= row < 2**63
