"""What reporters sent: opened as it came, and sealed anew where it moves.

An envelope and a message come in sealed to a desk's public key (RE1) and bound to
their rows in the inbox. What moves to a case is sealed under the case's content
key (RR1) and bound to its row here; what is passed to a desk that the mover holds
no key of is sealed to that desk's public key (RE1). The mark tells which it is.
"""

from romdoul.cases.models import Report, ReportAttachment, ReportMessage
from romdoul.cases.sealing import Place, is_envelope, open_either
from romdoul.inbox.bindings import (
    attachment_binding,
    envelope_binding,
    message_binding,
)
from romdoul.staff.actor import Actor
from romdoul.staff.rows import binding_of
from romdoul.vault.binding import Binding

CONTENT_TABLE = "cases_report_content"


def voice_ref(report: Report) -> str:
    """Return the name of a report's voice message, on the ledger and as its id."""
    return f"{report.ref}/voice"


def content_ref(report: Report) -> str:
    """Return the content's own name on the ledger, beside the report's."""
    return f"{report.ref}/content"


def content_bytes(actor: Actor, report: Report) -> bytes:
    """Open what the reporter sent; the caller has recorded the opening.

    Raises:
        NotFound: the actor holds no grant on its compartment.
        SealBroken: altered, or moved from another row.
    """
    sealed = bytes(report.content)
    keys = actor.keys_of(report.compartment, report.content_epoch)
    binding = _content_binding(report, envelope=is_envelope(sealed))
    return open_either(keys, sealed, binding)


def put_content(report: Report, place: Place, plain: bytes) -> None:
    """Seal a report's content to a place; its compartment is to be that place."""
    report.content_epoch = place.epoch
    binding = _content_binding(report, envelope=place.content is None)
    report.content = place.seal(plain, binding)


def _content_binding(report: Report, *, envelope: bool) -> Binding:
    place, epoch = report.compartment, report.content_epoch
    if envelope:
        return envelope_binding(report.submission, place, epoch)
    return Binding(CONTENT_TABLE, report.ref, 1, place, epoch)


def message_bytes(actor: Actor, message: ReportMessage) -> bytes:
    """Open one message; the caller has recorded the opening. Raises as contents do."""
    sealed = bytes(message.sealed)
    keys = actor.keys_of(message.compartment, message.epoch)
    binding = _binding_of_message(message, envelope=is_envelope(sealed))
    return open_either(keys, sealed, binding)


def put_message(message: ReportMessage, place: Place, plain: bytes) -> None:
    """Seal a message to a place and make that its compartment."""
    message.compartment, message.epoch = place.compartment, place.epoch
    binding = _binding_of_message(message, envelope=place.content is None)
    message.sealed = place.seal(plain, binding)


def _binding_of_message(message: ReportMessage, *, envelope: bool) -> Binding:
    if envelope:
        return message_binding(message.message, message.compartment, message.epoch)
    return binding_of(message)


def binding_of_attachment(attachment: ReportAttachment) -> Binding:
    """Return what a voice message is bound to: the desk it was sealed for."""
    return attachment_binding(attachment.name, attachment.compartment, attachment.epoch)
