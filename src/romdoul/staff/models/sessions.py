"""What a signed-in browser needs beside its cookie."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from romdoul.staff.models.workers import Worker


class Stage(StrEnum):
    """How far a sign-in has come."""

    PENDING = "pending"
    ACTIVE = "active"
    LOCKED = "locked"


class DeskSession(models.Model):
    """One browser's session: the ring under a key that only its cookie holds (RS1)."""

    id = models.CharField(max_length=32, primary_key=True)
    worker = models.ForeignKey(Worker, models.CASCADE, related_name="desk_sessions")
    ring = models.BinaryField(default=b"")
    stage = models.CharField(
        max_length=8, choices=[(stage.value, stage.value) for stage in Stage]
    )
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_stage_is_known",
                condition=Q(stage__in=[stage.value for stage in Stage]),
            ),
            models.CheckConstraint(
                name="locked_session_holds_no_ring",
                condition=~Q(stage=Stage.LOCKED.value) | Q(ring=b""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.worker)
