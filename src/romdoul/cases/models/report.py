"""Reports as they were received, and what passes between us and reporters."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from romdoul.cases.codes import (
    Decision,
    Desk,
    Direction,
    Priority,
    ReportKind,
    ReportStatus,
)
from romdoul.cases.constraints import one_of
from romdoul.cases.models.case import Case
from romdoul.staff.rows import SealedRow


class Report(SealedRow):
    """A report as it was received, and what the desk makes of it.

    ``sealed`` is the desk's triage. ``content`` is the reporter's own document:
    the envelope as received (RE1), or sealed anew for a case (RR1). ``desk`` is
    empty once it has left for a case. ``unanswered`` is set by a message and taken
    away by our answer; ``waiting`` says that somebody has to act.
    """

    submission = models.CharField(max_length=32, unique=True)
    desk = models.CharField(max_length=16, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    priority = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=12, default=ReportStatus.NEW)
    unanswered = models.BooleanField(default=False)
    waiting = models.BooleanField(default=True)
    decision = models.CharField(max_length=16, blank=True)
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
    )
    mailbox = models.CharField(max_length=64, blank=True)
    content = models.BinaryField()
    content_epoch = models.PositiveIntegerField()
    indexed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            # SQLite asks for a bare truth, which only a partial index answers.
            models.Index(
                name="report_in_turn",
                fields=["desk", "due_at", "id"],
                condition=Q(waiting=True),
            ),
            models.Index(
                name="report_unanswered",
                fields=["due_at", "id"],
                condition=Q(unanswered=True),
            ),
            models.Index(
                name="report_by_status", fields=["desk", "status", "due_at", "id"]
            ),
        ]
        constraints = [
            one_of("report_has_a_status", status=ReportStatus),
            one_of("report_has_a_priority", priority=Priority),
            one_of("report_has_a_kind_or_none", kind=["", *ReportKind]),
            one_of("report_has_a_decision_or_none", decision=["", *Decision]),
            one_of("report_is_on_a_desk_or_none", desk=["", *Desk]),
            models.CheckConstraint(
                name="report_is_at_a_desk_or_in_a_case",
                condition=Q(desk="", case__isnull=False)
                | (~Q(desk="") & Q(case__isnull=True)),
            ),
            models.CheckConstraint(
                name="decided_report_waits_only_for_an_answer",
                condition=Q(
                    status=ReportStatus.DECIDED,
                    waiting=models.F("unanswered"),
                    decided_at__isnull=False,
                )
                & ~Q(decision="")
                | ~Q(status=ReportStatus.DECIDED)
                & Q(waiting=True, decided_at__isnull=True, decision=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class ReportAttachment(models.Model):
    """A voice message, sealed under the key that the report's content holds.

    ``name`` is what the form called it, and what it is bound to; whoever sends two
    under one name stops nobody, since ``id`` is ours.
    """

    id = models.CharField(primary_key=True, max_length=32)
    name = models.CharField(max_length=32)
    report = models.OneToOneField(
        Report, on_delete=models.CASCADE, related_name="attachment"
    )
    compartment = models.CharField(max_length=16)
    epoch = models.PositiveIntegerField()
    sealed = models.BinaryField()
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.id


class ReportMessage(SealedRow):
    """One message between a reporter and us: as received (RE1), or our copy (RR1).

    ``message`` is its name in the inbox, so that one message stays one.
    """

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="messages"
    )
    message = models.CharField(max_length=32, unique=True)
    direction = models.CharField(max_length=3)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="message_in_order", fields=["report", "at", "id"])]
        constraints = [
            one_of("message_came_or_went", direction=Direction),
            models.CheckConstraint(
                name="only_our_message_has_an_author",
                condition=Q(direction=Direction.IN, by=None)
                | Q(direction=Direction.OUT, by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
