"""A report becomes a case, and leaves its desk with all that belongs to it."""

import pytest
from tests.factories.desk import events, report, write_back
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.deliver_outbox import deliver_pending
from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.reports_open_case import open_case_from_report
from romdoul.actions.reports_triage import triage_report
from romdoul.cases.codes import Decision, Desk, Priority, ReportKind, TransitionStatus
from romdoul.cases.contents import _binding_of_message, _content_binding
from romdoul.cases.handing_over import _binding
from romdoul.cases.models import Case, RecordVersion, Report, ReportMessage
from romdoul.cases.sealing import open_either
from romdoul.inbox.codes import CASE_DESK
from romdoul.inbox.models import PublishedKey
from romdoul.kernel.errors import BadInput, NotFound, Refused, SealBroken
from romdoul.ledger.events import Event
from romdoul.queries.public import key_of_mailbox
from romdoul.queries.reports import list_reports, open_recording, read_report
from romdoul.queries.search import SEARCHES, search
from romdoul.queries.stories import read_case
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.rows import binding_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    SEARCHES.forget()
    return organisation()


def open_from(org: Organisation, ref: str, by: str = "counsellor", **changes) -> Case:
    team = {
        "title": "A family near the river",
        "lead": org.worker("casemanager").ref,
        "members": [org.worker("investigator").ref],
        "reason": "A child may be at risk.",
    }
    return open_case_from_report(org.actor(by), ref=ref, **(team | changes))


def test_the_team_reads_the_report_and_the_desk_no_longer_does(org):
    sent, kept = report(org, mailbox=True, voice=b"sound" * 99, name="Sok Dara")
    triage_report(
        org.counsellor,
        ref=kept.ref,
        version=1,
        kind=ReportKind.CONCERN_FOR_CHILD,
        priority=Priority.HIGH,
        reason="Named a school.",
    )
    case = open_from(org, kept.ref)
    story = read_case(org.investigator, case.ref)
    assert story.document.title == "A family near the river"
    assert [found.content for found in story.reports] == [sent.content]
    assert open_recording(org.investigator, kept.ref).sound == b"sound" * 99
    assert read_report(org.casemanager, kept.ref).triage.reason == "Named a school."
    for who in ("counsellor", "counsellor2", "manager"):
        with pytest.raises(NotFound):
            read_report(org.actor(who), kept.ref)
        assert list_reports(org.actor(who), desk=Desk.HOTLINE).rows == []


def test_the_hotlines_keys_open_no_byte_of_it_afterwards(org):
    sent, kept = report(org, mailbox=True)
    write_back(sent, "Come soon.")
    collect_reports(org.counsellor)
    triage_report(
        org.counsellor,
        ref=kept.ref,
        version=1,
        kind=ReportKind.OTHER,
        priority=Priority.HIGH,
        reason="Named a school.",
    )
    open_from(org, kept.ref)
    row = Report.objects.get()
    sealed = [
        (row.content, _content_binding(row, envelope=True)),
        (row.sealed, binding_of(row)),
        *(
            (m.sealed, _binding_of_message(m, envelope=True))
            for m in ReportMessage.objects.all()
        ),
        *((old.sealed, _binding(old)) for old in RecordVersion.objects.all()),
    ]
    assert len(sealed) == 5
    hotline = org.counsellor.keys_of(org.compartment(CompartmentKind.HOTLINE).ref)
    team = org.casemanager.keys_of(row.compartment)
    for content, binding in sealed:
        assert open_either(team, bytes(content), binding)
        with pytest.raises(SealBroken):
            open_either(hotline, bytes(content), binding)


def test_the_actor_reads_on_when_named_a_member(org):
    _, kept = report(org)
    case = open_from(org, kept.ref, members=[org.worker("counsellor").ref])
    assert read_case(org.counsellor, case.ref).reports[0].ref == kept.ref


def test_the_lead_is_asked_and_has_still_to_accept(org):
    _, kept = report(org)
    case = open_from(org, kept.ref)
    assert case.lead is None
    asked = case.transitions.get()
    assert asked.to == org.worker("casemanager")
    assert asked.status == TransitionStatus.PENDING


def test_the_first_task_is_to_tell_the_authorities_or_say_why_not(org):
    _, kept = report(org)
    case = open_from(org, kept.ref)
    (task,) = read_case(org.casemanager, case.ref).tasks
    assert task.kind == "authorities"
    assert task.due_at == case.due_at


def test_further_messages_come_to_the_case_and_are_answered_from_it(org):
    sent, kept = report(org, mailbox=True)
    case = open_from(org, kept.ref)
    deliver_pending()
    key = PublishedKey.objects.get(desk=CASE_DESK)
    assert key.compartment == case.compartment
    # The key that the public side believes, along its signatures, is the case's.
    assert key_of_mailbox(sent.mailbox).compartment == case.compartment
    write_back(sent, "I am safe now.", to=case.compartment)
    assert collect_reports(org.counsellor) == 0
    collect_reports(org.investigator)
    story = read_case(org.casemanager, case.ref)
    assert "I am safe now." in [entry.text for entry in story.timeline]
    assert story.reports[0].unanswered
    answer_report(org.investigator, ref=kept.ref, text="Good to hear.")
    assert deliver_pending() == 1
    assert not read_case(org.casemanager, case.ref).reports[0].unanswered


def test_what_was_on_its_way_to_the_desk_is_carried_over_to_the_case(org):
    sent, kept = report(org, mailbox=True)
    case = open_from(org, kept.ref)
    write_back(sent, "Sent before I knew.")
    collect_reports(org.counsellor)
    (message,) = read_report(org.casemanager, kept.ref).messages
    assert message.text == "Sent before I knew."
    assert ReportMessage.objects.get().compartment == case.compartment


def test_a_name_in_the_report_is_found_by_the_team_alone(org):
    _, kept = report(org, name="Meas Sopheap")
    read_report(org.counsellor, kept.ref)
    case = open_from(org, kept.ref)
    (hit,) = search(org.casemanager, "sopheap meas")
    assert (hit.case, hit.report) == (case.ref, kept.ref)
    assert search(org.counsellor, "Meas Sopheap") == []


def test_it_is_recorded_with_every_ciphertext(org):
    sent, kept = report(org, mailbox=True)
    write_back(sent, "Hello.")
    collect_reports(org.counsellor)
    open_from(org, kept.ref)
    written = events()
    assert Event.CASE_OPENED in written
    assert Event.COMPARTMENT_CREATED in written
    assert written.count(Event.GRANT_GIVEN) >= 2
    assert written.count(Event.REPORT_HANDED_OVER) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"reason": ""},
        {"members": []},
        {"members": ["W-0000-0000"]},
        {"lead": "nobody"},
    ],
)
def test_a_case_that_cannot_be_leaves_the_report_as_it_was(org, changes):
    _, kept = report(org)
    before = events()
    with pytest.raises(BadInput):
        open_from(org, kept.ref, **changes)
    assert not Case.objects.exists()
    assert events() == before
    assert Report.objects.get().decision == ""


def test_who_may_not_enter_a_case_is_not_put_on_one(org):
    _, kept = report(org)
    with pytest.raises(BadInput):
        open_from(org, kept.ref, members=[org.worker("admin").ref])
    assert not Case.objects.exists()


def test_a_report_opens_one_case(org):
    _, kept = report(org)
    open_from(org, kept.ref, members=[org.worker("counsellor").ref])
    with pytest.raises(BadInput):
        open_from(org, kept.ref)
    assert Case.objects.count() == 1


def test_safeguarding_opens_no_case(org):
    sent, _ = report(org, kind=CompartmentKind.SAFEGUARDING)
    with pytest.raises(Refused):
        open_from(org, sent.ref, by="focal")
    assert not Case.objects.exists()


def test_a_report_that_was_never_sealed_to_us_stays_at_the_desk(org):
    _, kept = report(org)
    Report.objects.update(content=b"RE1" + b"x" * 400)
    with pytest.raises(BadInput):
        open_from(org, kept.ref)
    assert not Case.objects.exists()


def test_a_report_put_back_from_before_does_not_open(org):
    _, kept = report(org)
    before = Report.objects.get()
    case = open_from(org, kept.ref)
    Report.objects.update(sealed=before.sealed, version=before.version)
    with pytest.raises((SealBroken, NotFound)):
        read_report(org.casemanager, kept.ref)
    assert Case.objects.get() == case
    assert Report.objects.get().decision == Decision.CASE_OPENED
