"""The report on what is out of date, and taking changes over for translation."""

from collections.abc import Callable
from http import HTTPStatus

from django.db.models import QuerySet
from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail_localize.models import Translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from romdoul.site.editing.drafts import hindrances_of
from romdoul.site.editing.translating.publishing import say
from romdoul.site.editing.translating.state import state
from romdoul.site.editors.models import Editor
from romdoul.site.stories.translated import keep


@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """List the pages that are behind their other language, and those in one alone."""
    return render(request, "editing/translations.html", {"state": state()})


class TakeOver(UpdateTranslationsView):
    """Takes over what changed; only who may publish is asked whether it is to go out.

    wagtail-localize's own would publish for everybody who may edit.
    """

    def get_form(self) -> Form:
        """Return its form, which does not read what nobody was asked."""
        form: Form = super().get_form()
        if not self._may_publish():
            form.fields["publish_translations"].disabled = True
            form.fields["publish_translations"].widget = HiddenInput()
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        """Take it over; say what a translation lacks that was to go out."""
        done: HttpResponse = super().form_valid(form)
        if form.cleaned_data["publish_translations"]:
            for translation in self._enabled():
                if told := hindrances_of(translation):
                    return say(self.request, translation, told)
        return done

    def _may_publish(self) -> bool:
        pages = (one.get_target_instance() for one in self._enabled())
        user = self.request.user
        return all(page.permissions_for_user(user).can_publish() for page in pages)

    def _enabled(self) -> QuerySet[Translation]:
        found: QuerySet[Translation] = self.object.translations.filter(enabled=True)
        return found


def keeping(theirs: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return a view of wagtail-localize's that keeps who took out what another typed.

    It reads otherwise now, so they wrote of it. What is typed is kept as it is saved
    (``config.wiring``); what is gone is nobody's.
    """

    def changed(
        request: HttpRequest, translation_id: int, **which: int
    ) -> HttpResponse:
        answer = theirs(request, translation_id=translation_id, **which)
        if request.method == "DELETE" and answer.status_code == HTTPStatus.OK:
            found = Translation.objects.select_related("source").get(pk=translation_id)
            editor: Editor = request.user  # type: ignore[assignment]
            keep(found.source.object_id, found.target_locale_id, editor.pk)
        return answer

    return changed
