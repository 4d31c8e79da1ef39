"""Who reads the ledger, what they are told, and what it is held against."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.desk import send_report
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.reports_collect import collect_reports
from romdoul.cases.models import Report
from romdoul.kernel.errors import BadInput, Refused
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.ledger.verify import verify
from romdoul.queries.ledger import EntryRow, list_entries, recorded_rows
from romdoul.queries.paging import SIZE
from romdoul.staff.actor import Actor
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Certificate, Profile
from romdoul.staff.rights import Right

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


@action()
def look(actor: Actor | str, *, ref: str, compartment: str, times: int = 1) -> None:
    for _ in range(times):
        record(actor, Event.RECORD_OPENED, ref, compartment=compartment)


def test_a_reader_sees_the_latest_entry_first(org: Organisation) -> None:
    look(org.counsellor, ref="R-1111-2222", compartment="K-1")
    (row, *_) = list_entries(org.manager).rows
    assert (row.actor, row.event) == (org.counsellor.ref, "record.opened")
    assert (row.refs, row.compartment) == (("R-1111-2222",), "K-1")
    assert not row.withheld


def test_somebody_without_the_right_does_not_read_the_ledger(
    org: Organisation,
) -> None:
    assert not org.counsellor.has(Right.LEDGER_READ)
    with pytest.raises(Refused):
        list_entries(org.counsellor)


def test_what_is_of_the_safeguarding_compartment_is_withheld_from_others(
    org: Organisation,
) -> None:
    kept = org.compartment(CompartmentKind.SAFEGUARDING).ref
    ref = new_ref("R")
    look(org.focal, ref=ref, compartment=kept)
    (row, *_) = list_entries(org.admin).rows
    assert row.withheld
    assert (row.actor, row.event, row.refs, row.compartment) == ("", "", (), "")
    assert ref not in repr(list_entries(org.admin))


def test_a_member_of_the_safeguarding_compartment_who_may_read_sees_it(
    org: Organisation,
) -> None:
    kept = org.compartment(CompartmentKind.SAFEGUARDING).ref
    look(org.focal, ref="R-1111-2222", compartment=kept)
    focal = org.focal
    focal.rights |= {Right.LEDGER_READ}
    (row, *_) = list_entries(focal).rows
    assert (row.withheld, row.refs) == (False, ("R-1111-2222",))


def every_row(org: Organisation) -> list[EntryRow]:
    rows, key = [], None
    while key != "":
        page = list_entries(org.manager, after=key)
        rows += page.rows
        key = page.next_key
    return rows


def test_pages_follow_one_another_without_a_gap(org: Organisation) -> None:
    for number in range(2 * SIZE):
        look(org.manager, ref=f"C-{number}", compartment="K-1")
    rows = every_row(org)
    covered = [seq for row in rows for seq in range(row.seq, row.first - 1, -1)]
    assert covered == list(range(rows[0].seq, 0, -1))
    assert list_entries(org.manager).total == len(covered)
    assert [row.seq for row in rows[: 2 * SIZE]] == covered[: 2 * SIZE]


def test_what_one_act_wrote_is_one_row_that_names_each_record_once(
    org: Organisation,
) -> None:
    for number in range(3):
        send_report(org, voice=b"OggS", text=f"Report {number}")
    collect_reports(org.counsellor)
    row = list_entries(org.manager).rows[0]
    assert (row.event, row.actor) == ("report.collected", org.counsellor.ref)
    assert row.seq - row.first == 3 * 3 - 1
    refs = Report.objects.order_by("pk").values_list("ref", flat=True)
    assert row.refs == tuple(refs)


def test_a_row_that_the_end_of_a_page_would_cut_stands_whole_on_the_next(
    org: Organisation,
) -> None:
    look(org.manager, ref="C-1", compartment="K-1", times=3)
    for number in range(SIZE - 2):
        look(org.manager, ref=f"D-{number}", compartment="K-1")
    page = list_entries(org.manager)
    assert len(page.rows) == SIZE - 2
    row = list_entries(org.manager, after=page.next_key).rows[0]
    assert (row.refs, row.seq - row.first) == (("C-1",), 2)


def test_one_sitting_with_a_record_is_one_row_and_the_next_another(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    for minutes in (0, 1, 1.5, 9):
        moment = now + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        look(org.counsellor, ref="R-1111-2222", compartment="K-1")
    later, sitting, *_ = list_entries(org.manager).rows
    assert later.seq == later.first
    assert sitting.seq - sitting.first == 2


def test_two_who_open_one_record_are_two_rows(org: Organisation) -> None:
    for who in ("counsellor", "manager"):
        look(org.actor(who), ref="R-1111-2222", compartment="K-1")
    mine, theirs, *_ = list_entries(org.manager).rows
    assert [mine.actor, theirs.actor] == [org.manager.ref, org.counsellor.ref]


def test_what_strangers_do_in_the_same_quarter_of_an_hour_stays_apart(
    org: Organisation,
) -> None:
    for number in range(2):
        look("public", ref=f"R-{number}", compartment="K-1")
    rows = list_entries(org.manager).rows[:2]
    assert [row.refs for row in rows] == [("R-1",), ("R-0",)]
    assert rows[0].at == rows[1].at


def test_withheld_entries_are_not_joined(org: Organisation) -> None:
    kept = org.compartment(CompartmentKind.SAFEGUARDING).ref
    look(org.focal, ref="R-1111-2222", compartment=kept, times=2)
    rows = list_entries(org.manager).rows[:2]
    assert [(row.withheld, row.seq - row.first) for row in rows] == [(True, 0)] * 2


def test_a_page_costs_the_same_however_long_the_ledger(
    org: Organisation, django_assert_num_queries
) -> None:
    manager = org.manager
    look(manager, ref="C-1", compartment="K-1", times=10 * SIZE)
    with django_assert_num_queries(4):
        list_entries(manager, after="200")


@pytest.mark.parametrize("key", ["x", "-1", "1.5", "9" * 40, "٣", " "])
def test_a_key_that_no_page_gave_is_refused(org: Organisation, key: str) -> None:
    with pytest.raises(BadInput):
        list_entries(org.manager, after=key)


def test_an_organisation_as_founded_holds_against_its_ledger(
    org: Organisation,
) -> None:
    for store in Store:
        report = verify(store, rows=recorded_rows(store))
        assert report.ok, report.findings
    assert len(list(recorded_rows(Store.CASEWORK))) > len(org.workers)


def test_a_profile_and_a_certificate_put_in_by_hand_are_found(
    org: Organisation,
) -> None:
    profile = Profile.objects.order_by("pk")[0]
    Profile.objects.filter(pk=profile.pk).update(sealed=b"RR1 other")
    first = Certificate.objects.order_by("pk")[0]
    Certificate.objects.filter(pk=first.pk).delete()
    report = verify(Store.CASEWORK, rows=recorded_rows(Store.CASEWORK))
    found = {(finding.kind.value, finding.where) for finding in report.findings}
    assert found == {("row_altered", profile.ref), ("row_missing", first.serial)}
