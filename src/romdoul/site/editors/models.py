"""An account of the editing process."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Editor(AbstractUser):
    """Somebody who edits. The account says a user name and no other name or address."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = None  # type: ignore[assignment]
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=[("km", "ខ្មែរ"), ("en", "English")],
        default="km",
    )

    EMAIL_FIELD = ""
    REQUIRED_FIELDS = []

    @property
    def ref(self) -> str:
        """Return the handle that the ledger knows this account by."""
        return f"editor-{self.pk}"

    def get_full_name(self) -> str:
        """Return the user name: there is no other."""
        return self.username

    def get_short_name(self) -> str:
        """Return the user name."""
        return self.username
