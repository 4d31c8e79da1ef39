"""What the public side reads: desks' keys that verify, and one mailbox by name.

No actor is asked for: a key is public, and a mailbox's name is a keyed hash that
only its receipt code gives.
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone

from romdoul.inbox.bindings import answer_binding
from romdoul.inbox.codes import Desk, Direction
from romdoul.inbox.models import Envelope, Mailbox, PublishedKey
from romdoul.inbox.trust import GRACE, DeskKey, NoKey, verify_published
from romdoul.kernel import serverkeys
from romdoul.kernel.errors import Broken, NotFound
from romdoul.vault.binding import Binding

log = logging.getLogger("romdoul.public")

# How long a change of keys may go unnoticed by this process; far below the grace.
FRESH_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as the mailbox's owner gets it; only an answer can be opened."""

    id: str
    direction: Direction
    sealed: bytes
    created_at: datetime
    binding: Binding


def current_key(desk: Desk) -> DeskKey:
    """Return the key that a report to this desk is sealed to now.

    Raises NoKey where none is published that verifies.
    """
    key = _newest(key for key in published_keys() if key.desk == desk)
    if key is None:
        raise NoKey(desk)
    return key


def published_keys() -> tuple[DeskKey, ...]:
    """Return the two desks' keys that verify and may still be sealed to.

    Read and verified anew every ``FRESH_SECONDS``.
    """
    return _published(int(time.monotonic() / FRESH_SECONDS))


def forget_published() -> None:
    """Let the next question read the keys anew (after a key was published)."""
    _published.cache_clear()


def require_accepted(desk: str, compartment: str, epoch: int) -> None:
    """Raise NoKey unless this desk takes what is sealed to this epoch."""
    now = timezone.now()
    for key in published_keys():
        if (key.desk, key.compartment, key.epoch) == (desk, compartment, epoch):
            if key.accepts(now):
                return
            break
    raise NoKey(desk)


def key_of_mailbox(box: Mailbox) -> DeskKey:
    """Return the key that a message into this mailbox is sealed to now.

    That of whoever reads it; where a case has published none, its desk's.
    """
    return _newest(_keys_of(box.compartment)) or current_key(Desk(box.desk))


def require_accepted_by(box: Mailbox, compartment: str, epoch: int) -> None:
    """Raise NoKey unless this mailbox's readers take what is sealed to this epoch."""
    now = timezone.now()
    keys = (
        *_keys_of(box.compartment),
        *_keys_of(current_key(Desk(box.desk)).compartment),
    )
    if not any(
        (key.compartment, key.epoch) == (compartment, epoch) and key.accepts(now)
        for key in keys
    ):
        raise NoKey(compartment)


def live_mailbox(mailbox: str, *, lock: bool = False) -> Mailbox:
    """Return a mailbox that was not destroyed; raise NotFound for any other."""
    rows = Mailbox.objects.select_for_update() if lock else Mailbox.objects.all()
    box = rows.filter(id=mailbox, destroyed_at=None).first()
    if box is None:
        raise NotFound("mailbox")
    return box


def read_mailbox(mailbox: str) -> tuple[Mailbox, list[Letter]]:
    """Return a mailbox and its messages, oldest first; raise NotFound if none is."""
    box = live_mailbox(mailbox)
    rows = box.messages.order_by("created_at", "id")
    letters = [
        Letter(
            row.id,
            Direction(row.direction),
            bytes(row.sealed) if row.direction == Direction.OUT else b"",
            row.created_at,
            answer_binding(row.id, box.id),
        )
        for row in rows
    ]
    return box, letters


def report_ref(submission: str) -> str:
    """Return the reference of a report by its submission; raise NotFound if none."""
    ref = Envelope.objects.filter(id=submission).values_list("ref", flat=True).first()
    if ref is None:
        raise NotFound("report")
    return ref


@lru_cache(maxsize=1)
def _published(_period: int) -> tuple[DeskKey, ...]:
    return _read_keys(desk__in=list(Desk))


def _read_keys(**wanted: object) -> tuple[DeskKey, ...]:
    now = timezone.now()
    rows = PublishedKey.objects.filter(
        Q(retired_at=None) | Q(retired_at__gt=now - GRACE),
        valid_from__lte=now,
        **wanted,
    )
    root = serverkeys.load_public("root.pub")
    found = (_verified(row, root, now) for row in rows.order_by("epoch"))
    return tuple(key for key in found if key is not None)


def _verified(row: PublishedKey, root: bytes, now: datetime) -> DeskKey | None:
    # One bad row may not close the form; nothing is sealed to it either.
    try:
        return verify_published(row, root=root, now=now)
    except Broken as error:
        log.warning("published key refused: %s", error)
        return None


def _keys_of(compartment: str) -> tuple[DeskKey, ...]:
    return _read_keys(compartment=compartment)


def _newest(keys: Iterable[DeskKey]) -> DeskKey | None:
    live = (key for key in keys if key.retired_at is None)
    return max(live, key=lambda key: (key.valid_from, key.epoch), default=None)
