"""The form of every page: what a draft may lack, and a published page may not."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from romdoul.site.pages.refusals import HoldsAccount


class SitePageForm(WagtailAdminPageForm):
    """Asks for a picture's words before the page is published or handed in."""

    def _post_clean(self) -> None:
        """Refuse to hand in what whoever approves it could not publish."""
        super()._post_clean()
        if "action-submit" in self.data and (accounts := self.instance.accounts()):
            told = str(HoldsAccount(self.instance.pk, accounts))
            self.add_error(None, told)

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
