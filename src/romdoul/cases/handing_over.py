"""A report moves to another compartment with all that belongs to it.

Whoever holds only the key of the place it left opens nothing of it afterwards: its
content, the desk's triage with its earlier versions, and every message are sealed
anew. A voice message keeps its seal; the key to it lies in the content.
"""

from django.utils.translation import gettext as _

from romdoul.cases.contents import (
    content_bytes,
    content_ref,
    message_bytes,
    put_content,
    put_message,
)
from romdoul.cases.models import RecordVersion, Report, ReportMessage
from romdoul.cases.sealing import Place, open_either, record_sealed
from romdoul.kernel.errors import BadInput, Broken
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record, record_opening
from romdoul.staff.actor import Actor
from romdoul.staff.rows import binding_of
from romdoul.vault.binding import Binding


def hand_over(actor: Actor, report: Report, place: Place) -> None:
    """Seal a report and what belongs to it to another place, and save it all.

    The caller has locked the report, and saves its coded columns.

    Raises:
        NotFound: the actor holds no grant on the place that it leaves.
        BadInput: the report was never sealed to us, and cannot be read.
    """
    messages = list(report.messages.all())
    refs = [report.ref, *(message.ref for message in messages)]
    record_opening(actor, refs, report.compartment)
    for message in messages:
        _move_message(actor, message, place)
    _move_versions(actor, report, place)
    _move_report(actor, report, place)


def _move_report(actor: Actor, report: Report, place: Place) -> None:
    content, triage = _content(actor, report), _plain(actor, report)
    report.compartment, report.epoch = place.compartment, place.epoch
    put_content(report, place, content)
    report.sealed = place.seal(triage, binding_of(report))
    report.save(
        update_fields=["compartment", "epoch", "sealed", "content", "content_epoch"]
    )
    record_sealed(actor, Event.REPORT_HANDED_OVER, report)
    record(
        actor,
        Event.REPORT_HANDED_OVER,
        content_ref(report),
        compartment=place.compartment,
        sealed=bytes(report.content),
    )


def _content(actor: Actor, report: Report) -> bytes:
    try:
        return content_bytes(actor, report)
    except Broken:
        raise BadInput(_("This report cannot be read, so it stays here.")) from None


def _plain(actor: Actor, report: Report) -> bytes:
    keys = actor.keys_of(report.compartment, report.epoch)
    return open_either(keys, bytes(report.sealed), binding_of(report))


def _move_message(actor: Actor, message: ReportMessage, place: Place) -> None:
    try:
        plain = message_bytes(actor, message)
    except Broken:
        # Never sealed to us: it stays as a message that nobody can read.
        plain = b""
    put_message(message, place, plain)
    message.save(update_fields=["compartment", "epoch", "sealed"])
    record_sealed(actor, Event.REPORT_HANDED_OVER, message)


def _move_versions(actor: Actor, report: Report, place: Place) -> None:
    for old in RecordVersion.objects.filter(ref=report.ref):
        keys = actor.keys_of(old.compartment, old.epoch)
        plain = open_either(keys, bytes(old.sealed), _binding(old))
        old.compartment, old.epoch = place.compartment, place.epoch
        old.sealed = place.seal(plain, _binding(old))
        old.save(update_fields=["compartment", "epoch", "sealed"])


def _binding(old: RecordVersion) -> Binding:
    return Binding(old.table, old.ref, old.version, old.compartment, old.epoch)
