"""The hotline desk: what is listed, opened, answered and decided."""

import pytest
from tests.desks.seated import Seats
from tests.factories.desk import (
    events,
    report,
    send_report,
    statements,
    write_back,
)
from tests.factories.organisation import Organisation

from romdoul.cases.codes import Decision, ReportKind
from romdoul.cases.models import Case, Report
from romdoul.ledger.models import Entry
from romdoul.ledger.stores import Store, alias
from romdoul.staff.kinds import CompartmentKind

WORDS = "Unusual-words-wintergreen"


def test_the_inbox_shows_a_new_report_under_its_handle(
    org: Organisation, seat: Seats
) -> None:
    sent = send_report(org, text=WORDS)
    answer = seat("counsellor").get("/hotline/")
    assert answer.status_code == 200
    assert sent.ref in answer.content.decode()
    assert WORDS not in answer.content.decode()
    assert "record.opened" not in events()


def test_opening_a_report_is_an_act_and_is_recorded(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org, text=WORDS)
    client = seat("counsellor")
    head = client.get(f"/hotline/{sent.ref}/").content.decode()
    assert WORDS not in head
    assert "record.opened" not in events()
    assert WORDS in client.get(f"/hotline/{sent.ref}/read/").content.decode()
    assert "record.opened" in events()


def test_someone_of_another_role_is_refused_and_the_ledger_says_so(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org)
    answer = seat("casemanager").get(f"/hotline/{sent.ref}/read/")
    assert answer.status_code == 403
    assert "record.opened" not in events()
    assert events()[-1] == "action.refused"


def test_nobody_is_sent_to_sign_in(org: Organisation, seat: Seats) -> None:
    del org
    answer = seat("").get("/hotline/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_an_answer_is_on_its_way_and_on_the_page(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org, mailbox=True)
    client = seat("counsellor")
    answer = client.post(f"/hotline/{sent.ref}/answer/", {"text": "We read it."})
    assert answer.status_code == 302
    write_back(sent, "On Saturday, please.")
    client.get("/hotline/")
    page = client.get(f"/hotline/{sent.ref}/read/").content.decode()
    assert "We read it." in page
    assert "On Saturday, please." in page


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_an_empty_answer_comes_back(org: Organisation, seat: Seats, text: str) -> None:
    sent, _row = report(org, mailbox=True)
    client = seat("counsellor")
    answer = client.post(f"/hotline/{sent.ref}/answer/", {"text": text})
    assert answer.status_code == 422
    assert "report.answered" not in events()


def test_what_was_typed_stays_when_a_decision_lacks_its_reason(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org)
    fields = {"decision": Decision.NO_ACTION, "reason": ""}
    answer = seat("counsellor").post(f"/hotline/{sent.ref}/decide/", fields)
    assert answer.status_code == 422
    assert 'value="no_action" selected' in answer.content.decode()
    assert not Report.objects.get(ref=sent.ref).decision


def test_a_decided_report_leaves_the_list(org: Organisation, seat: Seats) -> None:
    sent, _row = report(org)
    client = seat("counsellor")
    fields = {"decision": Decision.ADVISED, "reason": "They asked for advice."}
    answer = client.post(f"/hotline/{sent.ref}/decide/", fields)
    assert answer.status_code == 302
    assert sent.ref not in client.get("/hotline/").content.decode()
    assert sent.ref in client.get("/hotline/?status=decided").content.decode()


def test_two_who_say_what_it_is_see_both(org: Organisation, seat: Seats) -> None:
    sent, row = report(org)
    client = seat("counsellor")
    fields = {
        "version": row.version,
        "kind": ReportKind.ESTABLISHMENT,
        "priority": "high",
        "reason": "First words.",
    }
    client.post(f"/hotline/{sent.ref}/triage/", fields)
    again = fields | {"reason": "Second words."}
    answer = client.post(f"/hotline/{sent.ref}/triage/", again)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "First words." in page
    assert "Second words." in page


def test_a_case_is_opened_and_the_report_leaves_the_desk(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org, text=WORDS)
    fields = {
        "title": "A child near the market",
        "lead": org.worker("casemanager").ref,
        "members": [org.worker("manager").ref],
        "reason": "A child may be at risk.",
    }
    client = seat("counsellor")
    answer = client.post(f"/hotline/{sent.ref}/open-case/", fields)
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(f"/hotline/{sent.ref}/read/").status_code == 404
    ref = Case.objects.get().ref
    page = seat("casemanager").get(f"/cases/{ref}/read/").content.decode()
    assert WORDS in page
    assert "A child near the market" in page


def test_a_report_about_our_own_people_is_nowhere_else(
    org: Organisation, seat: Seats
) -> None:
    sent, _row = report(org, kind=CompartmentKind.SAFEGUARDING, text=WORDS)
    for who in ("counsellor", "manager", "casemanager"):
        client = seat(who)
        for page in ("/", "/hotline/", "/hotline/?status=decided", "/cases/"):
            assert sent.ref not in client.get(page).content.decode()
        assert client.get(f"/hotline/{sent.ref}/read/").status_code in {403, 404}
        assert client.get(f"/safeguarding/{sent.ref}/read/").status_code == 403
        found = client.post("/search/", {"q": sent.ref}).content.decode()
        assert f"/hotline/{sent.ref}/" not in found
    page = seat("focal").get(f"/safeguarding/{sent.ref}/read/").content.decode()
    assert WORDS in page


def test_a_list_asks_the_same_number_of_questions_however_long(
    org: Organisation, seat: Seats
) -> None:
    client = seat("counsellor")
    report(org)
    few = statements(lambda: client.get("/hotline/"))
    for _ in range(5):
        send_report(org)
    client.get("/hotline/")
    assert statements(lambda: client.get("/hotline/")) == few
    assert Entry.objects.using(alias(Store.CASEWORK)).count() > 6
