"""What an organisation does in earnest holds against its ledger, store by store."""

import pytest
from django.utils import timezone
from tests.factories.desk import asked_to_erase
from tests.factories.desk import file_report as file_at
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.cases_close import close_case
from romdoul.actions.cases_open import open_case
from romdoul.actions.deliver_outbox import deliver_pending
from romdoul.actions.erasures import confirm_erasure, erase_participant
from romdoul.actions.members import add_member, remove_member
from romdoul.actions.notes import add_note, change_note
from romdoul.actions.participants import (
    add_participant,
    change_participant,
)
from romdoul.actions.proposals import confirm_outcome, propose_outcome
from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.actions.public.open_mailbox import open_mailbox
from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.reports_open_case import open_case_from_report
from romdoul.actions.reports_triage import triage_report
from romdoul.actions.staff_compartments import publish_desk_key, rotate_compartment
from romdoul.actions.tasks import add_task, finish_task
from romdoul.cases.codes import (
    CloseReason,
    ErasureRule,
    NoteKind,
    ReportKind,
    Role,
    TaskKind,
)
from romdoul.cases.codes import (
    Priority as Urgency,
)
from romdoul.cases.documents import (
    Name,
    NoteDocument,
    ParticipantDocument,
    TaskDocument,
)
from romdoul.cases.models import Note, Participant, Report
from romdoul.inbox.codes import Desk
from romdoul.inbox.models import Envelope, PublishedKey
from romdoul.ledger.stores import Store
from romdoul.ledger.verify import verify
from romdoul.queries.ledger import recorded_rows
from romdoul.staff.kinds import CompartmentKind
from romdoul.vault.keys import new_box_keys

pytestmark = pytest.mark.django_db
MAILBOX = "ab" * 32


@pytest.fixture
def org() -> Organisation:
    return organisation()


def found() -> set[tuple[str, str]]:
    reports = [verify(store, rows=recorded_rows(store)) for store in Store]
    return {
        (finding.kind.value, finding.where)
        for report in reports
        for finding in report.findings
    }


def person(name: str) -> ParticipantDocument:
    return ParticipantDocument(names=(Name(text=name),))


def file_report(org: Organisation) -> str:
    publish_desk_key(org.counsellor, desk=Desk.HOTLINE)
    return file_at(PublishedKey.objects.get())


def begin_case(org: Organisation) -> str:
    me = org.casemanager
    others = [org.casemanager2.ref]
    return open_case(
        me, title="A case", lead=me.ref, members=others, reason="It is needed."
    ).ref


def test_a_case_from_its_opening_to_its_closing_holds(org: Organisation) -> None:
    me, ref = org.casemanager, begin_case(org)
    note = add_note(me, ref=ref, kind=NoteKind.NOTE, document=NoteDocument(text="One"))
    change_note(
        me, ref=note.ref, version=note.version, document=NoteDocument(text="Two")
    )
    task = add_task(
        me,
        ref=ref,
        assignee=me.ref,
        due_at=timezone.now(),
        kind=next(iter(TaskKind)),
        document=TaskDocument(title="Call"),
    )
    finish_task(me, ref=task.ref, outcome="Done")
    add_member(me, ref=ref, worker=org.legal.ref)
    remove_member(org.casemanager, ref=ref, worker=org.legal.ref)
    close_case(
        org.casemanager, ref=ref, reason=next(iter(CloseReason)), text="All is done."
    )
    assert found() == set()


def test_a_report_from_its_receipt_to_a_case_holds(org: Organisation) -> None:
    me, ref = org.counsellor, file_report(org)
    keys = new_box_keys()
    envelope = Envelope.objects.get(ref=ref)
    open_mailbox(
        submission=envelope.id,
        mailbox=MAILBOX,
        public_key=keys.public,
        wrapped=b"RM1 wrapped",
    )
    assert found() == set()
    assert collect_reports(me) == 1
    assert found() == set()
    report = Report.objects.get(ref=ref)
    triage_report(
        me,
        ref=ref,
        version=report.version,
        kind=next(iter(ReportKind)),
        priority=Urgency.MEDIUM,
        reason="So it seems.",
    )
    answer_report(me, ref=ref, text="We have read it.")
    assert deliver_pending() == 1
    assert found() == set()
    lead, other = org.casemanager.ref, org.casemanager2.ref
    open_case_from_report(
        org.counsellor,
        ref=ref,
        title="A case",
        lead=lead,
        members=[other],
        reason="It is.",
    )
    deliver_pending()
    destroy_mailbox(mailbox=MAILBOX)
    assert found() == set()


def test_an_envelope_taken_away_before_the_desk_read_it_is_found(
    org: Organisation,
) -> None:
    ref = file_report(org)
    Envelope.objects.filter(ref=ref).delete()
    assert found() == {("row_missing", ref)}


def test_a_note_put_back_to_what_it_said_before_is_found(org: Organisation) -> None:
    me, ref = org.casemanager, begin_case(org)
    note = add_note(me, ref=ref, kind=NoteKind.NOTE, document=NoteDocument(text="One"))
    older = Note.objects.filter(pk=note.pk).values("sealed", "version", "epoch").get()
    change_note(
        me, ref=note.ref, version=note.version, document=NoteDocument(text="Two")
    )
    Note.objects.filter(pk=note.pk).update(**older)
    assert found() == {("row_rolled_back", note.ref)}


def test_an_erased_person_is_not_expected_and_found_if_they_return(
    org: Organisation,
) -> None:
    me, ref = org.casemanager, begin_case(org)
    role = Role.PERSON_REPORTED
    made = add_participant(me, ref=ref, role=role, document=person("Bopha"))
    change_participant(
        me, ref=made.ref, version=made.version, document=person("Bopha Sok")
    )
    stood = Participant.objects.filter(pk=made.pk).values("sealed", "data_key").get()
    asked = propose_outcome(me, ref=made.ref, reason="It was somebody else.")
    second, rule = org.casemanager2, ErasureRule.UNFOUNDED
    confirm_outcome(second, ref=asked.ref, reason="I agree.")
    assert not erase_participant(me, ref=made.ref, rule=rule, reason="The rule.")
    confirm_erasure(second, ref=asked_to_erase(made.ref), reason="I agree.")
    assert found() == set()
    Participant.objects.filter(pk=made.pk).update(erased_at=None, **stood)
    assert found() == {("row_returned", made.ref)}


def test_a_member_taken_out_of_an_epoch_leaves_nothing_unexplained(
    org: Organisation,
) -> None:
    before = org.compartment(CompartmentKind.HOTLINE).epoch
    rotate_compartment(org.manager, ref=org.compartment(CompartmentKind.HOTLINE).ref)
    assert org.compartment(CompartmentKind.HOTLINE).epoch == before + 1
    assert found() == set()
