"""What is kept of learning: figures and proofs, and no learner."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from romdoul.site.learning.provinces import Province

CODE_LENGTH = 6


class CourseGroup(models.Model):
    """A training that a prevention officer runs; its learners share a code."""

    code = models.CharField(max_length=12, unique=True)
    course = models.UUIDField()
    held_on = models.DateField(_("held on"))
    # The last day on which the code is taken.
    closes_on = models.DateField(_("open until"))
    province = models.CharField(
        _("province"), max_length=2, blank=True, choices=Province.choices
    )
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="learning_group_closes_after_it_is_held",
                condition=models.Q(closes_on__gte=models.F("held_on")),
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def takes_code(self) -> bool:
        """Tell whether somebody can still begin with the code."""
        return self.is_open and self.closes_on >= timezone.localdate()


class PaperSheet(models.Model):
    """What was written on paper in a training, entered whole; never changed.

    A correction is a new sheet that replaces this one.
    """

    ref = models.CharField(max_length=12, unique=True)
    group = models.ForeignKey(
        CourseGroup, on_delete=models.PROTECT, related_name="sheets"
    )
    entered_on = models.DateField()
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    began = models.PositiveSmallIntegerField(_("people who began"))
    finished = models.PositiveSmallIntegerField(_("people who finished"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="learning_who_finished_had_begun",
                condition=models.Q(finished__lte=models.F("began")),
            )
        ]

    def __str__(self) -> str:
        return self.ref


class CourseResult(models.Model):
    """One learner's scores before and after; who it was is not known here.

    Rows are only ever added: one when a learner begins, one when they finish. Nothing
    says which two are of the same person.
    """

    class How(models.TextChoices):
        """How the course was taken."""

        ONLINE = "online", _("Online")
        PAPER = "paper", _("On paper")

    class Stage(models.TextChoices):
        """How far it went."""

        BEGAN = "began", _("Began")
        FINISHED = "finished", _("Finished")

    course = models.UUIDField()
    group = models.ForeignKey(
        CourseGroup,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="results",
    )
    sheet = models.ForeignKey(
        PaperSheet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="results",
    )
    on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices, default=How.ONLINE)
    stage = models.CharField(max_length=8, choices=Stage.choices)
    language = models.CharField(max_length=8, blank=True)
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
            ),
            models.CheckConstraint(
                name="learning_who_finished_has_a_score",
                condition=(
                    models.Q(stage="began", after=None)
                    | models.Q(stage="finished", after__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="learning_paper_comes_on_a_sheet",
                condition=(
                    models.Q(how="online", sheet=None)
                    | models.Q(how="paper", sheet__isnull=False)
                ),
            ),
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
    # The mark RN1 and 32 bytes: see ``vault.proofs``.
    name_hash = models.BinaryField(max_length=35)

    def __str__(self) -> str:
        return self.code
