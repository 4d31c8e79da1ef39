"""What must be on record before a case story goes out, and after it is withdrawn.

Keyed by the story's ``translation_key``, so that it holds for every language.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryConsent(models.Model):
    """The survivor's consent: dated, for named uses, and to be withdrawn at any time.

    Who gave it stands in the case file alone; here is only where that file is.
    """

    story = models.UUIDField(db_index=True)
    given_on = models.DateField(_("given on"))
    kept_at = models.CharField(
        _("kept at"),
        max_length=40,
        help_text=_("The reference of the record that holds it, never a name."),
    )
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_consent_a_story",
                fields=["story"],
                condition=models.Q(withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.story} {self.given_on}"


class StoryReview(models.Model):
    """A second person's word that this very text tells nobody who the child is."""

    story = models.UUIDField(db_index=True)
    language = models.CharField(max_length=8)
    # BLAKE2b of what was reviewed: another text is another review.
    text_digest = models.CharField(max_length=64)
    checks = models.JSONField(default=dict)
    is_passed = models.BooleanField()
    remark = models.TextField(blank=True, max_length=1000)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(
                name="pages_review_of_a_text",
                fields=["story", "language", "text_digest"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.story} {self.language}"


class StoryTranslator(models.Model):
    """An account that typed any of a story's translation, whoever typed it over since.

    What is typed keeps its last writer alone.
    """

    story = models.UUIDField()
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_row_a_storys_translator",
                fields=["story", "locale", "account"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.story} {self.locale}"


class StoryCopy(models.Model):
    """Where else a story went, to be called back from when consent ends."""

    story = models.UUIDField(db_index=True)
    where = models.CharField(_("where"), max_length=200)
    address = models.URLField(_("address"), max_length=500, blank=True)
    sent_on = models.DateField(_("sent on"))
    asked_back_on = models.DateField(_("asked back on"), null=True, blank=True)
    gone_on = models.DateField(_("gone on"), null=True, blank=True)

    def __str__(self) -> str:
        return self.where
