"""A case, and who is on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from romdoul.cases.codes import CaseStatus, Going, Priority, Stage
from romdoul.cases.constraints import one_of
from romdoul.staff.rows import SealedRow


class Case(SealedRow):
    """A case: its status is set by people, its work is derived.

    ``short_since`` is when fewer than two people who work here were left on it.
    """

    status = models.CharField(max_length=12, default=CaseStatus.OPEN)
    priority = models.CharField(max_length=12)
    stage = models.CharField(max_length=12, default=Stage.ASSESS)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=20, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    short_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="case_short_of_people",
                fields=["short_since", "id"],
                condition=Q(short_since__isnull=False),
            )
        ]
        constraints = [
            one_of("case_has_a_status", status=CaseStatus),
            one_of("case_has_a_priority", priority=Priority),
            one_of("case_has_a_stage", stage=Stage),
            models.CheckConstraint(
                name="only_a_case_that_ended_has_a_reason_and_a_date",
                condition=Q(status=CaseStatus.OPEN, close_reason="", closed_at=None)
                | (
                    ~Q(status=CaseStatus.OPEN)
                    & ~Q(close_reason="")
                    & Q(closed_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Seat(models.Model):
    """That a worker is on a case: the roster, and the index of their list.

    ``status`` and ``due_at`` follow the case's; ``due_at`` is ``clocks.NEVER``
    where nothing is due, so that the list is one walk along one index.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="seats")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    status = models.CharField(max_length=12)
    due_at = models.DateTimeField()
    since = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                name="seat_in_turn", fields=["worker", "status", "due_at", "id"]
            ),
            models.Index(
                name="seat_by_age", fields=["worker", "status", "since", "id"]
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="one_seat_each", fields=["case", "worker"]),
            one_of("seat_has_a_status", status=CaseStatus),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.worker_id}"


class Departure(models.Model):
    """That a worker is on a case no longer, and why: the story says so."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="departures")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    why = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(name="departure_in_order", fields=["case", "at", "id"])]
        constraints = [one_of("departure_has_a_why", why=Going)]

    def __str__(self) -> str:
        return f"{self.case_id} {self.worker_id}"
