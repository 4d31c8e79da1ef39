"""A desk answers, sorts and decides what came in."""

import pytest
from tests.factories.desk import events, last_entry, report, write_back
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.deliver_outbox import deliver_pending
from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.reports_decide import decide_report, pass_to_safeguarding
from romdoul.actions.reports_triage import triage_report
from romdoul.cases.clocks import RESPONSE
from romdoul.cases.codes import (
    Decision,
    Desk,
    Direction,
    Priority,
    ReportKind,
    ReportStatus,
)
from romdoul.cases.deeds import Deed
from romdoul.cases.models import RecordVersion, Report
from romdoul.inbox.bindings import answer_binding
from romdoul.inbox.content import read_message
from romdoul.inbox.models import Mailbox, Message
from romdoul.kernel.errors import BadInput, Conflict, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Outbox
from romdoul.matching.models import Token
from romdoul.queries.reports import get_report, list_reports, read_report
from romdoul.queries.search import SEARCHES, search
from romdoul.staff.kinds import CompartmentKind
from romdoul.vault.mailbox import read_answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    SEARCHES.forget()
    return organisation()


def test_an_answer_reaches_the_reporter_and_nobody_else(org):
    sent, kept = report(org, mailbox=True)
    answer_report(org.counsellor, ref=kept.ref, text="Can you talk at noon?")
    deliver_pending()
    letter = Message.objects.get(direction="out")
    binding = answer_binding(letter.id, letter.mailbox_id)
    plain = read_answer(sent.box.private, bytes(letter.sealed), binding)
    assert read_message(plain).text == "Can you talk at noon?"
    (copy,) = read_report(org.counsellor2, kept.ref).messages
    assert (copy.text, copy.by) == ("Can you talk at noon?", "counsellor")
    assert copy.direction is Direction.OUT


def test_an_answer_starts_the_clock_again_and_is_recorded(org):
    _, kept = report(org, mailbox=True, priority=Priority.IMMEDIATE)
    Report.objects.update(due_at=kept.received_at)
    assert list_reports(org.counsellor, desk=Desk.HOTLINE).rows[0].overdue
    answer_report(org.counsellor, ref=kept.ref, text="We are here.")
    (row,) = list_reports(org.counsellor, desk=Desk.HOTLINE).rows
    assert not row.overdue
    assert row.status is ReportStatus.OPEN
    assert last_entry().event == Event.REPORT_ANSWERED


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u2800"])
def test_an_answer_of_nothing_is_not_sent(org, text):
    _, kept = report(org, mailbox=True)
    with pytest.raises(BadInput):
        answer_report(org.counsellor, ref=kept.ref, text=text)
    assert not Outbox.objects.exists()


def test_without_a_mailbox_there_is_no_answer(org):
    _, kept = report(org)
    with pytest.raises(BadInput):
        answer_report(org.counsellor, ref=kept.ref, text="Hello")


def test_a_destroyed_mailbox_takes_no_answer(org):
    sent, kept = report(org, mailbox=True)
    Mailbox.objects.update(destroyed_at=kept.received_at)
    with pytest.raises(BadInput):
        answer_report(org.counsellor, ref=sent.ref, text="Hello")


@pytest.mark.parametrize("who", ["casemanager", "investigator", "admin", "focal"])
def test_who_is_not_of_the_desk_cannot_tell_that_a_report_exists(org, who):
    _, kept = report(org, mailbox=True)
    before = events()
    for ref in (kept.ref, "R-0000-0000"):
        with pytest.raises(NotFound):
            answer_report(org.actor(who), ref=ref, text="Hello")
        with pytest.raises(NotFound):
            read_report(org.actor(who), ref)
    assert events() == before


def test_triage_sets_kind_priority_and_clock_and_keeps_what_was_there(org):
    _, kept = report(org)
    for version, reason in ((1, "A first look."), (2, "A second look.")):
        triage_report(
            org.counsellor,
            ref=kept.ref,
            version=version,
            kind=ReportKind.CHILD_IN_DANGER,
            priority=Priority.IMMEDIATE,
            reason=reason,
        )
    read = read_report(org.counsellor, kept.ref)
    assert read.triage.reason == "A second look."
    assert read.row.kind == ReportKind.CHILD_IN_DANGER
    assert read.row.due_at == kept.received_at + RESPONSE[Priority.IMMEDIATE]
    assert list(RecordVersion.objects.values_list("version", flat=True)) == [1, 2]


def test_the_second_of_two_triages_is_told_and_nothing_is_lost(org):
    _, kept = report(org)
    sort = {"ref": kept.ref, "version": 1, "kind": ReportKind.OTHER}
    triage_report(org.counsellor, **sort, priority=Priority.LOW, reason="Mine.")
    before = events()
    with pytest.raises(Conflict):
        triage_report(org.manager, **sort, priority=Priority.HIGH, reason="Theirs.")
    assert read_report(org.counsellor, kept.ref).triage.reason == "Mine."
    assert events()[: len(before)] == before
    assert events().count(Event.REPORT_TRIAGED) == 1


def test_a_decision_has_a_reason_and_is_made_once(org):
    _, kept = report(org)
    with pytest.raises(BadInput):
        decide_report(
            org.counsellor, ref=kept.ref, decision=Decision.ADVISED, reason=" "
        )
    decide_report(
        org.counsellor, ref=kept.ref, decision=Decision.ADVISED, reason="Told whom."
    )
    assert last_entry().event == Event.REPORT_DECIDED
    read = read_report(org.counsellor, kept.ref)
    assert read.triage.decided_because == "Told whom."
    assert read.row.status is ReportStatus.DECIDED
    with pytest.raises(BadInput):
        decide_report(
            org.counsellor, ref=kept.ref, decision=Decision.NO_ACTION, reason="Again."
        )


def test_a_case_is_not_opened_by_a_decision_alone(org):
    _, kept = report(org)
    with pytest.raises(BadInput):
        decide_report(
            org.counsellor, ref=kept.ref, decision=Decision.CASE_OPENED, reason="So."
        )


def test_whoever_sees_but_may_not_decide_is_refused_and_it_is_recorded(org):
    sent, kept = report(org, kind=CompartmentKind.SAFEGUARDING)
    focal = org.focal
    focal.rights = focal.rights - {"safeguarding:decide"}
    with pytest.raises(Refused):
        decide_report(focal, ref=sent.ref, decision=Decision.ADVISED, reason="So.")
    assert last_entry().event == Event.ACTION_REFUSED
    kept.refresh_from_db()
    assert kept.status == ReportStatus.NEW


@pytest.mark.parametrize("by_decision", [True, False])
def test_what_is_passed_to_safeguarding_is_nowhere_at_the_hotline(org, by_decision):
    sent, kept = report(org, mailbox=True, name="Chan Dara", phone="012 345 678")
    write_back(sent, "It was one of yours.")
    collect_reports(org.counsellor)
    read_report(org.counsellor, kept.ref)
    triage_report(
        org.counsellor,
        ref=kept.ref,
        version=1,
        kind=ReportKind.OWN_PEOPLE,
        priority=Priority.HIGH,
        reason="A colleague is named.",
    )
    assert len(search(org.counsellor, "Dara Chan")) == 1
    if by_decision:
        decide_report(
            org.counsellor, ref=kept.ref, decision=Decision.SAFEGUARDING, reason="So."
        )
    else:
        pass_to_safeguarding(org.counsellor, ref=kept.ref, reason="So.")

    for who in ("counsellor", "manager"):
        actor = org.actor(who)
        assert list_reports(actor, desk=Desk.HOTLINE).rows == []
        assert list_reports(actor, desk=Desk.HOTLINE).total == 0
        assert search(actor, "Chan Dara") == []
        assert search(actor, kept.ref) == []
        with pytest.raises(NotFound):
            get_report(actor, kept.ref, to=Deed.READ)
    assert not Token.objects.exists()
    hotline = org.compartment(CompartmentKind.HOTLINE).ref
    assert not Report.objects.filter(compartment=hotline).exists()
    assert not RecordVersion.objects.filter(compartment=hotline).exists()

    opened = read_report(org.focal, kept.ref)
    assert opened.content == sent.content
    assert opened.row.status is ReportStatus.NEW
    assert opened.triage.decided_because == "So."
    assert [message.text for message in opened.messages] == ["It was one of yours."]
    (hit,) = search(org.board, "Chan Dara")
    assert hit.report == kept.ref


def test_the_reporter_writes_to_safeguarding_from_then_on(org):
    sent, kept = report(org, mailbox=True)
    pass_to_safeguarding(org.counsellor, ref=kept.ref, reason="So.")
    deliver_pending()
    there = org.compartment(CompartmentKind.SAFEGUARDING).ref
    assert sent.mailbox.compartment == there
    # One that was already on its way, sealed to the desk it has left.
    write_back(sent, "Please help.")
    collect_reports(org.counsellor)
    (message,) = read_report(org.focal, kept.ref).messages
    assert message.text == "Please help."
    answer_report(org.focal, ref=kept.ref, text="We will.")


def test_safeguarding_does_not_pass_on_what_it_has(org):
    sent, _ = report(org, kind=CompartmentKind.SAFEGUARDING)
    with pytest.raises(BadInput):
        pass_to_safeguarding(org.focal, ref=sent.ref, reason="So.")
