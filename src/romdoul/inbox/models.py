"""Sealed envelopes and mailboxes, waiting for the desks. Nothing here opens.

Coded columns and ciphertext only; no column ties a row to a person, a device or
an address, and moments are rounded to a quarter of an hour.
"""

from django.db import models
from django.db.models import Q

from romdoul.inbox.codes import CASE_DESK, Desk, Direction, Priority

# Plain words, since a migration imports no code.
DESKS = list(map(str, Desk))


class PublishedKey(models.Model):
    """A desk's public key as its members announced it, with the signed chain.

    ``certificates`` is a list of ``{"body": hex, "signature": hex}``: the
    announcer's certificate first, then its issuer's. Nothing here is believed
    until it verifies against the organisation's root (``inbox.trust``).
    """

    desk = models.CharField(max_length=16)
    compartment = models.CharField(max_length=32)
    epoch = models.PositiveIntegerField()
    public_key = models.BinaryField()
    body = models.BinaryField()
    signature = models.BinaryField()
    certificates = models.JSONField(default=list)
    valid_from = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, default=None)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_published_key_an_epoch", fields=["compartment", "epoch"]
            ),
            models.CheckConstraint(
                name="published_for_a_desk",
                condition=Q(desk__in=[*DESKS, CASE_DESK]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment}/{self.epoch}"


class Envelope(models.Model):
    """A report, sealed. ``id`` is chosen by the form, so that a double tap is one.

    Once collected, ``sealed`` is empty and the row stays for a while, so that a
    late second tap still finds its report.
    """

    id = models.CharField(primary_key=True, max_length=32)
    ref = models.CharField(max_length=11, unique=True)
    desk = models.CharField(max_length=16)
    compartment = models.CharField(max_length=32)
    epoch = models.PositiveIntegerField()
    priority = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    sealed = models.BinaryField()
    collected_at = models.DateTimeField(null=True, default=None)

    class Meta:
        indexes = [
            models.Index(
                name="inbox_waiting",
                fields=["compartment", "received_at"],
                condition=Q(collected_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="envelope_for_a_desk", condition=Q(desk__in=DESKS)
            ),
            models.CheckConstraint(
                name="envelope_has_a_priority",
                condition=Q(priority__in=list(map(str, Priority))),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Attachment(models.Model):
    """A voice message, sealed under a key that its envelope holds."""

    id = models.CharField(primary_key=True, max_length=32)
    envelope = models.OneToOneField(
        Envelope, on_delete=models.CASCADE, related_name="attachment"
    )
    sealed = models.BinaryField()
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.id


class Mailbox(models.Model):
    """Where a reporter with a code reads answers. ``id`` is a keyed hash.

    ``compartment`` is who reads what is written into it: the desk, and after a
    case was opened, the case. A destroyed mailbox keeps no key.
    """

    id = models.CharField(primary_key=True, max_length=64)
    submission = models.CharField(max_length=32, unique=True)
    ref = models.CharField(max_length=11)
    desk = models.CharField(max_length=16)
    compartment = models.CharField(max_length=32)
    public_key = models.BinaryField()
    wrapped = models.BinaryField()
    created_on = models.DateField()
    destroyed_at = models.DateTimeField(null=True, default=None)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mailbox_of_a_desk", condition=Q(desk__in=DESKS)
            )
        ]

    def __str__(self) -> str:
        return self.ref


class Message(models.Model):
    """One message in a mailbox: to the desk (in), or to the reporter (out)."""

    id = models.CharField(primary_key=True, max_length=32)
    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.CASCADE, related_name="messages"
    )
    direction = models.CharField(max_length=3)
    compartment = models.CharField(max_length=32, blank=True, default="")
    epoch = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    collected_at = models.DateTimeField(null=True, default=None)

    class Meta:
        indexes = [
            models.Index(
                name="inbox_unread",
                fields=["compartment", "created_at"],
                condition=Q(direction="in", collected_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="message_has_a_direction",
                condition=Q(direction__in=list(map(str, Direction))),
            )
        ]

    def __str__(self) -> str:
        return self.id
