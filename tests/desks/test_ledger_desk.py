"""The ledger as its readers see it."""

import pytest
from tests.desks.seated import Seats
from tests.factories.desk import report
from tests.factories.organisation import Organisation

from romdoul.queries import ledger
from romdoul.staff.kinds import CompartmentKind


def test_the_manager_reads_who_did_what(org: Organisation, seat: Seats) -> None:
    sent, _row = report(org)
    page = seat("manager").get("/ledger/").content.decode()
    assert sent.ref in page
    assert "counsellor" in page
    assert "report.collected" in page


def test_a_report_with_its_content_and_voice_is_one_line(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org, voice=b"OggS" + bytes(40))
    page = seat("manager").get("/ledger/").content.decode()
    assert page.count(sent.ref) == 1
    assert f"{sent.ref}/" not in page
    (last, *_) = ledger.list_entries(org.manager).rows
    assert f"{last.first}\u2013{last.seq}</th>" in page


def test_an_entry_of_safeguarding_is_withheld_from_the_manager(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org, kind=CompartmentKind.SAFEGUARDING)
    seat("focal").get(f"/safeguarding/{sent.ref}/read/")
    page = seat("manager").get("/ledger/").content.decode()
    assert sent.ref not in page
    assert "An entry of the safeguarding desk" in page
    assert sent.ref in seat("focal").get("/ledger/").content.decode()


def test_a_case_manager_does_not_read_it(org: Organisation, seat: Seats) -> None:
    del org
    assert seat("casemanager").get("/ledger/").status_code == 403


def test_a_page_that_no_page_gave_is_said(org: Organisation, seat: Seats) -> None:
    del org
    assert seat("manager").get("/ledger/?after=x").status_code == 422


def test_a_count_that_stopped_says_so(
    org: Organisation, seat: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "COUNTED", 2)
    report(org)
    page = seat("manager").get("/ledger/").content.decode()
    assert "more than 2" in page
    assert "2 in all" not in page
