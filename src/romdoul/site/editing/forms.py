"""The form of every page: what a draft may lack, and a published page may not."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class SitePageForm(WagtailAdminPageForm):
    """Asks for a picture's words before the page is published or handed in."""

    def clean(self) -> dict[str, Any]:
        """Say beside the picture that its words lack. The blocks say it themselves."""
        told: dict[str, Any] = super().clean()
        name = getattr(self.instance, "PICTURE", "")
        if self.is_deferred_validation or not name or not told.get(name):
            return told
        if told.get("is_decoration") or told.get("alternative", "").strip():
            return told
        self.add_error(
            "alternative",
            _("Say in words what the picture shows, or that it is decoration."),
        )
        return told
