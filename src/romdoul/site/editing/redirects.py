"""An old address leads to one of ours; where it would not, the form says so."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from romdoul.site.pages.moved import is_within


def keep_within() -> None:
    """Have every form of redirects, and an import of many, lead to a place of ours."""
    Redirect.clean = _with_target(Redirect.clean)
    Redirect._meta.get_field("redirect_link").validators.append(require_within)


def require_within(link: str) -> None:
    """Raise ValidationError for a link that leads away."""
    if not is_within(link):
        words = _("A redirect stays on this website: choose one of its pages.")
        raise ValidationError(words, code="leads_away")


def _with_target(clean: Callable[[Redirect], None]) -> Callable[[Redirect], None]:
    """Refuse what leads nowhere: whoever followed it would find nothing."""

    @wraps(clean)
    def cleaned(redirect: Redirect) -> None:
        clean(redirect)
        if not redirect.redirect_page_id and not redirect.redirect_link:
            words = _("Choose the page that it is to lead to.")
            raise ValidationError({"redirect_page": words}, code="leads_nowhere")

    return cleaned
