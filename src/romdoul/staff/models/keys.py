"""Compartments, their epochs, and who was granted what."""

from django.db import models
from django.db.models import Q

from romdoul.staff.kinds import STANDING, CompartmentKind
from romdoul.staff.models.workers import Worker


class Compartment(models.Model):
    """A set of people and a key pair; ``ref`` is opaque."""

    ref = models.CharField(max_length=16, primary_key=True)
    kind = models.CharField(
        max_length=16, choices=[(kind.value, kind.value) for kind in CompartmentKind]
    )
    epoch = models.PositiveIntegerField(default=1, help_text="the current one")
    rotation_due_since = models.DateTimeField(null=True, blank=True)
    custodians = models.CharField(
        max_length=32,
        blank=True,
        help_text="a digest of those with whom the current epoch's keys are left",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="compartment_kind_is_known",
                condition=Q(kind__in=[kind.value for kind in CompartmentKind]),
            ),
            models.CheckConstraint(
                name="compartment_epoch_starts_at_one", condition=Q(epoch__gte=1)
            ),
            models.UniqueConstraint(
                name="one_standing_compartment_of_a_kind",
                fields=["kind"],
                condition=Q(kind__in=sorted(kind.value for kind in STANDING)),
            ),
        ]
        indexes = [
            models.Index(name="compartments_of_a_kind", fields=["kind"]),
            models.Index(name="compartments_by_custodians", fields=["custodians"]),
            models.Index(
                name="rotation_due",
                fields=["rotation_due_since"],
                condition=~Q(rotation_due_since=None),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Epoch(models.Model):
    """One generation of a compartment's keys, announced and signed.

    ``ladder`` holds the keys of the epoch before, sealed under this one's content
    key (RR1): members read what is older, and whoever announced this epoch is
    shown to have held the last one.
    """

    compartment = models.ForeignKey(Compartment, models.CASCADE, related_name="epochs")
    number = models.PositiveIntegerField()
    public_key = models.BinaryField()
    body = models.BinaryField()
    signature = models.BinaryField()
    ladder = models.BinaryField(default=b"")
    began_at = models.DateTimeField(help_text="to the quarter hour")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_epoch_of_a_number", fields=["compartment", "number"]
            ),
            models.CheckConstraint(
                name="only_the_first_epoch_has_no_ladder",
                condition=Q(number=1, ladder=b"") | (Q(number__gt=1) & ~Q(ladder=b"")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment_id}.{self.number}"


class Grant(models.Model):
    """A signed grant and the wrap it speaks of.

    ``proof`` is a MAC under a key of the epoch: only who held the epoch's keys can
    have granted. ``origin_*`` keep the grant that another gave, when a worker has
    re-wrapped their own to new keys. A withdrawn one has lost its wrap and stays
    until the next epoch, since what its holder granted still hangs on it.
    """

    compartment = models.ForeignKey(Compartment, models.CASCADE, related_name="grants")
    epoch = models.PositiveIntegerField()
    worker = models.ForeignKey(Worker, models.CASCADE, related_name="grants")
    body = models.BinaryField()
    signature = models.BinaryField()
    co_signature = models.BinaryField(default=b"")
    co_signed_by = models.CharField(max_length=16, blank=True)
    wrapped = models.BinaryField(default=b"", help_text="RE1 to the member's key")
    proof = models.BinaryField()
    origin_body = models.BinaryField(default=b"")
    origin_signature = models.BinaryField(default=b"")
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_grant_per_epoch_and_worker",
                fields=["compartment", "epoch", "worker"],
            ),
            models.CheckConstraint(
                name="withdrawn_grant_has_no_wrap",
                condition=Q(withdrawn_at=None) | Q(wrapped=b""),
            ),
        ]
        indexes = [
            models.Index(
                name="live_grants_of_a_worker",
                fields=["worker", "compartment"],
                condition=Q(withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.compartment_id}.{self.epoch}.{self.worker_id}"


class Proposal(models.Model):
    """A change of a four-eyes compartment that waits for its second signature.

    ``sealed`` is the whole change, sealed to the compartment's current epoch.
    """

    ref = models.CharField(max_length=16, unique=True)
    compartment = models.ForeignKey(
        Compartment, models.CASCADE, related_name="proposals"
    )
    epoch = models.PositiveIntegerField(help_text="the one it is sealed to")
    proposed_by = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    made_at = models.DateTimeField(help_text="to the quarter hour")

    def __str__(self) -> str:
        return self.ref


class Escrow(models.Model):
    """Keys sealed to one pair of custodians (RP1): a worker's, or an epoch's."""

    subject = models.CharField(max_length=32, help_text="W-… or K-….N")
    outer = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    inner = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_escrow_per_subject_and_pair",
                fields=["subject", "outer", "inner"],
            ),
            models.CheckConstraint(
                name="escrow_takes_two", condition=~Q(outer=models.F("inner"))
            ),
        ]

    def __str__(self) -> str:
        return self.subject
