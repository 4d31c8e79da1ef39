"""Publishing from side by side: what a translation lacks is said, nothing is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from romdoul.site.editing.drafts import hindrances_of
from romdoul.site.pages.models import CaseStoryPage


def held(request: HttpRequest, translation: Translation) -> HttpResponse | None:
    """Keep as a draft what cannot be published yet; say why, and lead to what to do.

    A story's next step is on its desk, where its newest draft is read and reviewed.
    """
    told = hindrances_of(translation)
    if not told:
        return None
    translation.save_target(user=request.user, publish=False)
    return say(request, translation, told)


def say(
    request: HttpRequest, translation: Translation, told: list[str]
) -> HttpResponse:
    """Say what a translation lacks to be published, and lead to what to do."""
    page = translation.get_target_instance()
    if isinstance(page, CaseStoryPage):
        next_step = _("What is asked for can be done on this page.")
        answer = redirect("stories:story", story=page.translation_key)
    else:
        next_step = _("Mend this below, then publish it.")
        answer = redirect("wagtailadmin_pages:edit", page.pk)
    kept = _("The translation is kept as a draft and not published yet.")
    messages.error(request, " ".join([kept, *told, next_step]))
    return answer


def translation_of(page: Page) -> Translation | None:
    """Return what a page is translated by, side by side, if it is."""
    found: Translation | None = Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale_id=page.locale_id,
        enabled=True,
    ).first()
    return found
