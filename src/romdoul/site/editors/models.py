"""An account of the editing process, how it is come by, and where it is signed in."""

from enum import StrEnum

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Editor(AbstractUser):
    """Somebody who edits. The account says a code name and no other name or address.

    What they may do, their groups say (``site.editors.roles``). Nobody is Django's
    superuser: a constraint says so too.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = None  # type: ignore[assignment]
    ref = models.CharField(max_length=16, unique=True)
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=[("km", "ខ្មែរ"), ("en", "English")],
        default="km",
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    barred_until = models.DateTimeField(null=True, blank=True)

    EMAIL_FIELD = ""
    REQUIRED_FIELDS = []

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="no_editor_is_superuser", condition=Q(is_superuser=False)
            ),
            models.CheckConstraint(
                name="editor_who_ended_is_not_active",
                condition=Q(ended_at=None) | Q(is_active=False),
            ),
        ]

    def get_full_name(self) -> str:
        """Return the user name: there is no other."""
        return self.username

    def get_short_name(self) -> str:
        """Return the user name."""
        return self.username


class EditorInvitation(models.Model):
    """A one-time code with which somebody comes in; only its digest is kept."""

    editor = models.OneToOneField(Editor, models.CASCADE, related_name="invitation")
    code_digest = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.editor)


class Stage(StrEnum):
    """How far a sign-in has come."""

    PENDING = "pending"
    ACTIVE = "active"


class EditorSession(models.Model):
    """One browser that is signed in, or on its way."""

    id = models.CharField(max_length=32, primary_key=True)
    editor = models.ForeignKey(Editor, models.CASCADE, related_name="sessions")
    stage = models.CharField(
        max_length=8, choices=[(stage.value, stage.value) for stage in Stage]
    )
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="editor_session_stage_is_known",
                condition=Q(stage__in=[stage.value for stage in Stage]),
            )
        ]

    def __str__(self) -> str:
        return str(self.editor)
