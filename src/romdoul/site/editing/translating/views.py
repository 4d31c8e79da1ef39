"""The report on what is out of date, and taking changes over for translation."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.update_translations import UpdateTranslationsView

from romdoul.site.editing.drafts import hindrances_of
from romdoul.site.editing.translating.publishing import say
from romdoul.site.editing.translating.state import state


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """List the pages that are behind their other language, and those in one alone."""
    return render(request, "editing/translations.html", {"state": state()})


def take_over(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Take over what changed, as wagtail-localize does; publish it only who may.

    Its own view would publish for everybody who may edit.
    """
    is_published = request.method == "POST" and "publish_translations" in request.POST
    if is_published:
        _require_publisher(request, translation_source_id)
    shown: HttpResponse = UpdateTranslationsView.as_view()(
        request, translation_source_id=translation_source_id
    )
    if is_published:
        for translation in _enabled(translation_source_id):
            if told := hindrances_of(translation):
                return say(request, translation, told)
    return shown


def _require_publisher(request: HttpRequest, source: int) -> None:
    for translation in _enabled(source):
        page = translation.get_target_instance()
        if not page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied


def _enabled(source: int) -> QuerySet[Translation]:
    found = get_object_or_404(TranslationSource, pk=source)
    return found.translations.filter(enabled=True)
