"""What waits in the inbox comes to its desk: once, whole, and to no one else."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connections
from tests.factories.desk import events, report, send_report, write_back
from tests.factories.organisation import Organisation, organisation

from romdoul.actions import reports_collect
from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.reports_decide import decide_report
from romdoul.cases.codes import Decision, Desk, ReportStatus
from romdoul.cases.models import Report, ReportAttachment, ReportMessage
from romdoul.inbox.models import Attachment, Envelope, Message
from romdoul.kernel.errors import NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.stores import Store
from romdoul.queries.reports import list_reports, open_recording, read_report
from romdoul.staff.kinds import CompartmentKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def test_a_counsellor_reads_what_a_stranger_sent(org):
    sent, kept = report(org, text="He waits at the school gate.", mailbox=True)
    read = read_report(org.counsellor, kept.ref)
    assert read.content == sent.content
    assert read.can_be_answered
    assert read.row.status is ReportStatus.NEW


def test_a_voice_message_comes_along_and_opens(org):
    _, kept = report(org, voice=b"sound " * 900)
    sound = open_recording(org.counsellor, kept.ref)
    assert sound.sound == b"sound " * 900
    assert sound.media_type == "audio/webm"


def test_the_inbox_is_emptied_and_both_ledgers_say_so(org):
    sent, kept = report(org, voice=b"sound")
    envelope = Envelope.objects.get(id=sent.envelope.id)
    assert bytes(envelope.sealed) == b""
    assert envelope.collected_at is not None
    assert not Attachment.objects.exists()
    assert events(Store.INBOX) == [Event.REPORT_COLLECTED]
    # Triage, content and voice: each ciphertext has its own entry in casework.
    assert events()[-3:] == [Event.REPORT_COLLECTED] * 3
    assert kept.due_at > kept.received_at


def test_collecting_again_changes_nothing_and_records_nothing(org):
    report(org)
    before = events(), events(Store.INBOX)
    assert collect_reports(org.counsellor) == 0
    assert (events(), events(Store.INBOX)) == before


def test_cut_off_between_the_stores_nothing_is_lost_or_doubled(org, monkeypatch):
    sent = send_report(org, mailbox=True, voice=b"sound")
    message = write_back(sent, "And one thing more.")

    def power_cut(*_: object, **__: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as cut:
        cut.setattr(reports_collect, "take_envelopes", power_cut)
        with pytest.raises(OSError, match="power cut"):
            collect_reports(org.counsellor)
    assert Report.objects.count() == 1
    assert bytes(Envelope.objects.get().sealed) != b""
    assert events(Store.INBOX) == []
    in_casework = events()

    collect_reports(org.counsellor2)
    assert Report.objects.count() == 1
    assert ReportMessage.objects.get().message == message.id
    assert ReportAttachment.objects.count() == 1
    assert bytes(Envelope.objects.get().sealed) == b""
    assert events() == in_casework
    assert events(Store.INBOX) == [
        Event.REPORT_COLLECTED,
        Event.REPORT_MESSAGE_COLLECTED,
    ]


def test_cut_off_before_casework_has_it_the_inbox_still_does(org, monkeypatch):
    sent = send_report(org)

    def power_cut(*_: object, **__: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as cut:
        cut.setattr(reports_collect, "keep_envelope", power_cut)
        with pytest.raises(OSError, match="power cut"):
            collect_reports(org.counsellor)
    assert not Report.objects.exists()
    collect_reports(org.counsellor)
    assert read_report(org.counsellor, sent.ref).content == sent.content


def test_the_hotline_takes_nothing_of_safeguardings(org):
    sent = send_report(org, CompartmentKind.SAFEGUARDING)
    assert collect_reports(org.counsellor) == 0
    assert collect_reports(org.manager) == 0
    collect_reports(org.focal)
    assert read_report(org.board, sent.ref).content == sent.content
    with pytest.raises(NotFound):
        read_report(org.manager, sent.ref)
    with pytest.raises(Refused):
        list_reports(org.counsellor, desk=Desk.SAFEGUARDING)


def test_what_a_row_says_of_its_desk_is_not_believed(org):
    sent = send_report(org)
    Envelope.objects.filter(id=sent.envelope.id).update(desk="safeguarding")
    collect_reports(org.counsellor)
    assert Report.objects.get().desk == Desk.HOTLINE


def test_bytes_that_were_never_sealed_to_us_are_shown_as_unreadable(org):
    sent = send_report(org)
    Envelope.objects.filter(id=sent.envelope.id).update(sealed=b"RE1" + b"x" * 400)
    collect_reports(org.counsellor)
    assert read_report(org.counsellor, sent.ref).content is None


def test_a_message_puts_a_decided_report_back_into_the_inbox(org):
    sent, kept = report(org, mailbox=True)
    decide_report(
        org.counsellor, ref=kept.ref, decision=Decision.ADVISED, reason="Told whom."
    )
    assert list_reports(org.counsellor, desk=Desk.HOTLINE).rows == []
    write_back(sent, "It happened again.")
    collect_reports(org.counsellor)
    (row,) = list_reports(org.counsellor, desk=Desk.HOTLINE).rows
    assert row.unanswered
    assert row.status is ReportStatus.DECIDED
    opened = read_report(org.counsellor, kept.ref)
    assert [message.text for message in opened.messages] == ["It happened again."]
    answer_report(org.counsellor, ref=kept.ref, text="We hear you.")
    assert list_reports(org.counsellor, desk=Desk.HOTLINE).rows == []


def test_a_message_waits_in_the_inbox_until_its_report_has_come(org):
    sent = send_report(org, mailbox=True)
    Envelope.objects.filter(id=sent.envelope.id).update(compartment="K-NOBO-DYSX")
    write_back(sent, "Hello?", to=sent.envelope.compartment)
    collect_reports(org.counsellor)
    assert Message.objects.get().collected_at is None
    assert not ReportMessage.objects.exists()


def test_two_voices_under_one_name_stop_nobody(org):
    first, _ = report(org, voice=b"first")
    second = send_report(org, voice=b"second")
    name = first.content.voice.attachment
    Attachment.objects.filter(envelope_id=second.envelope.id).update(id=name)
    collect_reports(org.counsellor)
    assert read_report(org.counsellor, second.ref).content == second.content
    assert open_recording(org.counsellor, first.ref).sound == b"first"


def test_a_reference_that_is_taken_holds_up_no_report(org):
    first, _ = report(org, text="The first one.")
    Envelope.objects.filter(id=first.envelope.id).update(ref="R-0000-0001")
    second = send_report(org, text="The second one.")
    Envelope.objects.filter(id=second.envelope.id).update(ref=first.ref)
    collect_reports(org.counsellor)
    other = Report.objects.exclude(ref=first.ref).get()
    assert read_report(org.counsellor, first.ref).content == first.content
    assert read_report(org.counsellor, other.ref).content == second.content


def test_voices_that_were_kept_under_their_own_name_keep_it(org):
    report(org, voice=b"sound")
    name = ReportAttachment.objects.get().name
    ReportAttachment.objects.update(id=name, name="")
    step = import_module("romdoul.cases.migrations.0004_voice_names")
    step.name_voices(apps, SimpleNamespace(connection=connections["default"]))
    assert ReportAttachment.objects.get().name == name
