"""Opening a mailbox with its code, reading it, writing into it. No HTTP here."""

from dataclasses import dataclass, field
from datetime import datetime

from romdoul.actions.public.write_message import write_message
from romdoul.inbox.bindings import message_binding
from romdoul.inbox.codes import Direction
from romdoul.inbox.content import MessageContent, read_message
from romdoul.intake import slowly
from romdoul.intake.box_cookie import OpenBox
from romdoul.kernel.errors import BadInput, Broken, NotFound
from romdoul.queries.public import (
    Letter,
    key_of_mailbox,
    live_mailbox,
    read_mailbox,
)
from romdoul.vault import mailbox
from romdoul.vault.sealing import seal_to

# What a code that opens nothing is tried on, so that it takes the same work.
_NOTHING = bytes(72)


@dataclass(frozen=True, slots=True)
class Page:
    """One message as it is shown; ``text`` is empty for what the owner wrote."""

    mine: bool
    at: datetime
    text: str = field(default="", repr=False)


def open_box(code: str) -> OpenBox:
    """Return the mailbox that a normalised code opens.

    Raises:
        WrongCode: none; or it was destroyed. The work is the same as for a right one.
        Busy: others are waiting for theirs.
    """
    keys = slowly.derive(code)
    name = mailbox.mailbox_id(slowly.pepper(), keys.locator)
    return OpenBox(name, mailbox.unwrap_inner(keys.wrap_key, _inner(name)))


def inner_of(name: str) -> bytes:
    """Return what only the code's key unwraps; raise NotFound if there is none."""
    box = live_mailbox(name)
    return mailbox.strip_pepper(slowly.pepper(), bytes(box.wrapped), name)


def pages_of(box: OpenBox) -> list[Page]:
    """Return the messages, oldest first; raise NotFound if it was destroyed."""
    _, letters = read_mailbox(box.mailbox)
    return [_page(box, letter) for letter in letters]


def write(box: OpenBox, *, message: str, text: str) -> None:
    """Seal a message in this server's memory to whoever reads the mailbox.

    Raises:
        NotFound: it was destroyed.
        NoKey: there is no key to seal to.
        BadInput: too many wait already.
    """
    key = key_of_mailbox(live_mailbox(box.mailbox))
    binding = message_binding(message, key.compartment, key.epoch)
    write_message(
        mailbox=box.mailbox,
        message=message,
        compartment=key.compartment,
        epoch=key.epoch,
        sealed=seal_to(key.public_key, MessageContent(text=text).plain(), binding),
    )


def _inner(name: str) -> bytes:
    try:
        return inner_of(name)
    except NotFound:
        return _NOTHING


def _page(box: OpenBox, letter: Letter) -> Page:
    if letter.direction is Direction.IN:
        return Page(mine=True, at=letter.created_at)
    try:
        plain = mailbox.read_answer(box.private, letter.sealed, letter.binding)
        return Page(mine=False, at=letter.created_at, text=read_message(plain).text)
    except (Broken, BadInput):
        # One answer that does not open may not hide the others.
        return Page(mine=False, at=letter.created_at)
