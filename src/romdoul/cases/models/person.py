"""The people in a case, and their erasure."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from romdoul.cases.codes import ErasureRule, Role
from romdoul.cases.constraints import one_of
from romdoul.cases.models.case import Case
from romdoul.staff.rows import SealedRow


class Participant(SealedRow):
    """A person in a case, sealed under a key of their own, so they can be erased.

    ``data_key`` is that key, sealed under the compartment's content key; every
    version has a fresh one.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="participants"
    )
    role = models.CharField(max_length=16)
    data_key = models.BinaryField(default=b"")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("participant_has_a_role", role=Role),
            models.CheckConstraint(
                name="erased_participant_has_neither_key_nor_text",
                condition=Q(erased_at=None) | Q(data_key=b"", sealed=b""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Erasure(models.Model):
    """That a person is to be erased, or was: under which rule, and by whom.

    Kept for good. That it was done stands on the list of erasures too, which a
    restore from an older backup carries out again. ``request`` is what waits for a
    second person, where the rule takes two.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="erasures"
    )
    rule = models.CharField(max_length=20)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    done_at = models.DateTimeField(null=True, blank=True)
    request = models.OneToOneField(
        "cases.Transition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="erasure",
    )

    class Meta:
        constraints = [
            one_of("erasure_has_a_rule", rule=ErasureRule),
            models.CheckConstraint(
                name="unfounded_takes_two_people",
                condition=Q(done_by=None)
                | ~Q(rule=ErasureRule.UNFOUNDED)
                | ~Q(done_by=models.F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.rule}"


class ErasurePlan(SealedRow):
    """What is decided of the records that mention a person, sealed as they are."""

    erasure = models.OneToOneField(
        Erasure, on_delete=models.CASCADE, related_name="plan"
    )

    def __str__(self) -> str:
        return self.ref
