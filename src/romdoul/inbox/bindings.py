"""What each ciphertext of the inbox is bound to; the browser builds the same."""

from romdoul.vault.binding import Binding


def envelope_binding(submission: str, compartment: str, epoch: int) -> Binding:
    """Bind a report to its submission and to the key it is sealed to (RE1)."""
    return Binding("inbox_envelope", submission, 1, compartment, epoch)


def attachment_binding(attachment: str, compartment: str, epoch: int) -> Binding:
    """Bind a voice message to its own row (RF1, RA1)."""
    return Binding("inbox_attachment", attachment, 1, compartment, epoch)


def message_binding(message: str, compartment: str, epoch: int) -> Binding:
    """Bind what the reporter writes back, sealed to the desk (RE1)."""
    return Binding("inbox_message", message, 1, compartment, epoch)


def answer_binding(message: str, mailbox: str) -> Binding:
    """Bind what the desk answers, sealed to the mailbox (RE1)."""
    return Binding("inbox_answer", message, 1, mailbox, 0)
