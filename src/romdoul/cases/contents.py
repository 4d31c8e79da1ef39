"""What reporters sent: opened as it came, and sealed anew where it moves.

An envelope and a message come in sealed to a desk's public key (RE1) and bound to
their rows in the inbox. What moves to a case is sealed under the case's content
key (RR1) and bound to its row here; what is passed to a desk that the mover holds
no key of is sealed to that desk's public key (RE1). The mark tells which it is.
"""

from romdoul.cases.models import Report, ReportAttachment, ReportMessage
from romdoul.inbox.bindings import (
    attachment_binding,
    envelope_binding,
    message_binding,
)
from romdoul.inbox.content import ReportContent, read_content
from romdoul.staff.rows import binding_of
from romdoul.vault.binding import Binding
from romdoul.vault.keys import CompartmentKeys
from romdoul.vault.marks import LENGTH, Mark
from romdoul.vault.opening import open_envelope, open_record

CONTENT_TABLE = "cases_report_content"


def is_envelope(sealed: bytes) -> bool:
    """Tell whether this is sealed to a public key rather than a content key."""
    return sealed[:LENGTH] == Mark.ENVELOPE.value


def open_either(keys: CompartmentKeys, sealed: bytes, binding: Binding) -> bytes:
    """Open a record under an epoch's content key, or an envelope to its public key.

    Raises:
        SealBroken: altered, moved, or of another key.
        UnknownFormat: neither of the two.
    """
    if is_envelope(sealed):
        return open_envelope(keys.box.private, sealed, binding)
    return open_record(keys.content, sealed, binding)


def content_binding(report: Report) -> Binding:
    """Return what a report's content is bound to, as it is now."""
    sealed, place, epoch = report.content, report.compartment, report.content_epoch
    if is_envelope(bytes(sealed)):
        return envelope_binding(report.submission, place, epoch)
    return Binding(CONTENT_TABLE, report.ref, 1, place, epoch)


def content_ref(report: Report) -> str:
    """Return the content's own name on the ledger, beside the report's."""
    return f"{report.ref}/content"


def open_content(keys: CompartmentKeys, report: Report) -> ReportContent:
    """Return what the reporter sent; ``keys`` are those of ``content_epoch``.

    Raises:
        SealBroken: altered, moved, or of another key.
        BadInput: what sealed it was not our form.
    """
    sealed = bytes(report.content)
    return read_content(open_either(keys, sealed, content_binding(report)))


def binding_of_message(message: ReportMessage) -> Binding:
    """Return what a message is bound to: its row in the inbox, or its row here."""
    if is_envelope(bytes(message.sealed)):
        return message_binding(message.message, message.compartment, message.epoch)
    return binding_of(message)


def binding_of_attachment(attachment: ReportAttachment) -> Binding:
    """Return what a voice message is bound to: the desk it was sealed for."""
    return attachment_binding(attachment.id, attachment.compartment, attachment.epoch)
