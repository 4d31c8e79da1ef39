"""What is written, done and asked in a case."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from romdoul.cases.codes import (
    PROPOSALS,
    NoteKind,
    TaskKind,
    TaskStatus,
    TransitionKind,
    TransitionStatus,
)
from romdoul.cases.constraints import one_of
from romdoul.cases.models.case import Case
from romdoul.cases.models.person import Participant
from romdoul.staff.rows import SealedRow

_PROPOSALS = sorted(kind.value for kind in PROPOSALS)


class Note(SealedRow):
    """What someone wrote into a case; a correction is a new version of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(name="note_in_order", fields=["case", "created_at", "id"])
        ]
        constraints = [one_of("note_has_a_kind", kind=NoteKind)]

    def __str__(self) -> str:
        return self.ref


class Task(SealedRow):
    """Something to be done until a moment, by someone or by whoever takes it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=8, default=TaskStatus.OPEN)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="task_in_turn", fields=["assignee", "status", "due_at", "id"]
            ),
            models.Index(name="task_of_case", fields=["case", "status", "due_at"]),
        ]
        constraints = [
            one_of("task_has_a_kind", kind=TaskKind),
            one_of("task_has_a_status", status=TaskStatus),
            models.CheckConstraint(
                name="only_an_open_task_has_not_ended",
                condition=Q(status=TaskStatus.OPEN, ended_at=None)
                | (~Q(status=TaskStatus.OPEN) & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Transition(SealedRow):
    """A request, which stands until it is answered, taken back or expires.

    It goes to a colleague and is about the case, or about one ``task`` of it; or it is
    a proposal about a ``participant``, which any second person who may confirms.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transitions")
    kind = models.CharField(max_length=16, default=TransitionKind.ASSIGN)
    task = models.ForeignKey(
        Task,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="transitions",
    )
    participant = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        max_length=8,
        default=TransitionStatus.PENDING,
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        indexes = [
            models.Index(
                name="transition_waits_for", fields=["to", "status", "expires_at"]
            )
        ]
        constraints = [
            one_of("transition_has_a_kind", kind=TransitionKind),
            models.CheckConstraint(
                name="only_a_task_is_handed_on",
                condition=Q(kind=TransitionKind.HAND_ON, task__isnull=False)
                | (~Q(kind=TransitionKind.HAND_ON) & Q(task=None)),
            ),
            models.CheckConstraint(
                name="only_a_proposal_is_about_a_person_and_to_nobody",
                condition=Q(kind__in=_PROPOSALS, to=None, participant__isnull=False)
                | (~Q(kind__in=_PROPOSALS) & Q(to__isnull=False, participant=None)),
            ),
            models.CheckConstraint(
                name="nobody_confirms_their_own_proposal",
                condition=Q(participant=None)
                | ~Q(status=TransitionStatus.ACCEPTED)
                | (Q(answered_by__isnull=False) & ~Q(answered_by=models.F("by"))),
            ),
            models.UniqueConstraint(
                name="one_proposal_of_a_kind_waits_for_a_person",
                fields=["participant", "kind"],
                condition=Q(status=TransitionStatus.PENDING),
            ),
            models.UniqueConstraint(
                name="a_task_is_offered_once_at_a_time",
                fields=["task"],
                condition=Q(status=TransitionStatus.PENDING),
            ),
            one_of(
                "transition_expires_by_itself",
                status=[
                    status
                    for status in TransitionStatus
                    if status is not TransitionStatus.EXPIRED
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.ref
