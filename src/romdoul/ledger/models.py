"""The ledger's tables; they stand in every store and are addressed by alias."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThan


class Entry(models.Model):
    """One thing that happened. Triggers refuse to change or delete it."""

    seq = models.BigAutoField(primary_key=True)
    at = models.BigIntegerField(help_text="microseconds since 1970, UTC")
    actor = models.CharField(max_length=32)
    event = models.CharField(max_length=40)
    refs = models.TextField(blank=True, help_text="references, one space between")
    compartment = models.CharField(max_length=32, blank=True)
    content = models.BinaryField(help_text="BLAKE2b-256 of a ciphertext, or empty")
    digest = models.BinaryField(help_text="BLAKE2b-256 that chains the entries")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entries_start_at_one", condition=models.Q(seq__gte=1)
            ),
            models.CheckConstraint(
                name="entry_digest_is_whole", condition=Exact(Length("digest"), 32)
            ),
            models.CheckConstraint(
                name="entry_content_is_digest_or_empty",
                condition=models.Q(content=b"")
                | models.Q(Exact(Length("content"), 32)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"


class Head(models.Model):
    """Where the stream ends: the one row that every append locks first."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    digest = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_head", condition=models.Q(id=1)),
            models.CheckConstraint(
                name="head_digest_is_whole", condition=Exact(Length("digest"), 32)
            ),
        ]

    def __str__(self) -> str:
        return str(self.seq)


class Checkpoint(models.Model):
    """A signed statement of what the stream was at one entry."""

    seq = models.BigIntegerField(primary_key=True)
    digest = models.BinaryField()
    at = models.BigIntegerField(help_text="seconds since 1970, UTC")
    signature = models.BinaryField(help_text="Ed25519, 64 bytes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="checkpoint_is_whole",
                condition=models.Q(
                    Exact(Length("digest"), 32), Exact(Length("signature"), 64)
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.seq)


class Outbox(models.Model):
    """Something promised inside an action, to be delivered after its commit."""

    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=64)
    payload = models.BinaryField(help_text="sealed, or empty")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="not to be tried before")
    done_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "outbox"
        constraints = [
            models.CheckConstraint(
                name="outbox_names_its_kind",
                condition=GreaterThan(Length("kind"), 0),
            ),
        ]
        indexes = [
            models.Index(
                name="outbox_waiting",
                fields=["due_at", "id"],
                condition=models.Q(done_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
