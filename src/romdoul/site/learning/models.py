"""What is kept of learning: figures and proofs, and no learner."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseGroup(models.Model):
    """A training that a prevention officer runs; its learners share a code."""

    code = models.CharField(max_length=12, unique=True)
    course = models.UUIDField()
    held_on = models.DateField(_("held on"))
    province = models.CharField(_("province"), max_length=2, blank=True)
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class CourseResult(models.Model):
    """One learner's scores before and after; who it was is not known here."""

    class How(models.TextChoices):
        """How the course was taken."""

        ONLINE = "online", _("Online")
        PAPER = "paper", _("On paper")

    course = models.UUIDField()
    group = models.ForeignKey(
        CourseGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="results",
    )
    on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices, default=How.ONLINE)
    before = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.PositiveSmallIntegerField(null=True, blank=True)
    total = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="learning_scores_within_total",
                condition=(
                    (models.Q(before=None) | models.Q(before__lte=models.F("total")))
                    & (models.Q(after=None) | models.Q(after__lte=models.F("total")))
                ),
            )
        ]
        indexes = [models.Index(name="learning_of_a_course", fields=["course", "on"])]

    def __str__(self) -> str:
        return f"{self.course} {self.on}"


class Certificate(models.Model):
    """That somebody passed a course on a day; of the name there is a keyed hash."""

    code = models.CharField(max_length=16, unique=True)
    course = models.UUIDField()
    title_km = models.CharField(max_length=255)
    title_en = models.CharField(max_length=255)
    given_on = models.DateField()
    name_hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return self.code
