"""Requests to the custodians: a worker's lost keys, or a way into a compartment."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from romdoul.staff.models.keys import Compartment
from romdoul.staff.models.workers import Worker
from romdoul.staff.rows import SealedRow


class RecoveryKind(StrEnum):
    """What is to be recovered."""

    WORKER = "worker"
    BREAKGLASS = "breakglass"


class RecoveryStatus(StrEnum):
    """How far it has come."""

    REQUESTED = "requested"
    RETURNED = "returned"
    FINISHED = "finished"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


class RecoveryRequest(SealedRow):
    """A request; its reason is sealed to the organisation.

    ``result`` is what the custodians sent back: an age file to a one-time key.
    """

    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in RecoveryKind]
    )
    status = models.CharField(
        max_length=12, choices=[(item.value, item.value) for item in RecoveryStatus]
    )
    worker = models.ForeignKey(
        Worker, models.CASCADE, related_name="recoveries", help_text="whose, or for"
    )
    subject = models.ForeignKey(
        Compartment, models.CASCADE, null=True, blank=True, related_name="+"
    )
    requested_by = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    requested_at = models.DateTimeField(help_text="to the quarter hour")
    result = models.BinaryField(default=b"")
    reviewed_by = models.ForeignKey(
        Worker, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recovery_kind_and_status_are_known",
                condition=Q(
                    kind__in=[kind.value for kind in RecoveryKind],
                    status__in=[item.value for item in RecoveryStatus],
                ),
            ),
            models.CheckConstraint(
                name="only_breakglass_names_a_compartment",
                condition=Q(kind="worker", subject=None)
                | (Q(kind="breakglass") & ~Q(subject=None)),
            ),
            models.CheckConstraint(
                name="a_reviewed_recovery_names_who",
                condition=~Q(status="reviewed") | ~Q(reviewed_by=None),
            ),
            models.UniqueConstraint(
                name="one_open_recovery_per_worker",
                fields=["worker"],
                condition=Q(kind="worker", status__in=["requested", "returned"]),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
