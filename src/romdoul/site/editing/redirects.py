"""An old address leads to one of ours; where it would not, the form says so."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from romdoul.site.pages.moved import is_within


def keep_within() -> None:
    """Have every form of redirects, and an import of many, refuse other websites."""
    Redirect._meta.get_field("redirect_link").validators.append(require_within)


def require_within(link: str) -> None:
    """Raise ValidationError for a link that leads away."""
    if not is_within(link):
        words = _("A redirect stays on this website: choose one of its pages.")
        raise ValidationError(words, code="leads_away")
