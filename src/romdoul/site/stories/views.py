"""The editors' desk for case stories: what each has and lacks, and its way back."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from romdoul.kernel.errors import BadInput, Refused
from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import StoryConsent, StoryCopy
from romdoul.site.pages.onward import place_of, place_text
from romdoul.site.stories import acts
from romdoul.site.stories.clearing import Standing, digest_of
from romdoul.site.stories.forms import ConsentForm, CopyForm, ReviewForm

# Of each, the newest draft is read and its records are looked up.
A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Text:
    """A story in one language, as its reviewer reads it: the newest draft."""

    page: CaseStoryPage
    draft: CaseStoryPage
    standing: Standing
    digest: str
    form: forms.Form


@require_safe
def stories(request: HttpRequest, place: str = "") -> HttpResponse:
    """List the stories, the newest first, and what each lacks; ``place`` goes on."""
    pages = CaseStoryPage.objects.select_related("locale").order_by("-told_on", "-pk")
    if place:
        where = place_of(place)
        if where is None:
            raise Http404
        day, key = where
        earlier = Q(told_on__lt=day) | Q(told_on=day, pk__lt=key)
        pages = pages.filter(earlier, told_on__lte=day)
    found = list(pages[: A_PAGE + 1])
    shown, last = found[:A_PAGE], found[A_PAGE - 1] if found[A_PAGE:] else None
    context = {
        "rows": [(page, _draft(page).standing()) for page in shown],
        "place": place,
        "older": place_text((last.told_on, last.pk)) if last else "",
    }
    return render(request, "stories/list.html", context)


@require_safe
def story(request: HttpRequest, story: UUID) -> HttpResponse:
    """Show one story in its languages, with its records."""
    return _shown(request, story)


@require_POST
def consent(request: HttpRequest, story: UUID) -> HttpResponse:
    """Record a consent."""
    form = ConsentForm(request.POST)
    return _done(
        request,
        story,
        form,
        lambda: acts.record_consent(request.user, story=story, **form.cleaned_data),  # type: ignore[arg-type]
        _("The consent is recorded."),
    )


@require_POST
def review(request: HttpRequest, story: UUID, page: int) -> HttpResponse:
    """Record a review of one language's newest text."""
    found = CaseStoryPage.objects.filter(pk=page, translation_key=story).first()
    if found is None:
        raise Http404
    form = ReviewForm(request.POST)
    return _done(
        request,
        story,
        form,
        lambda: _review(request, found, form),
        _("The review is recorded."),
        page=page,
    )


def _review(request: HttpRequest, page: CaseStoryPage, form: ReviewForm) -> None:
    seen = request.POST.get("seen", "")
    try:
        acts.review_story(request.user, page=page, seen=seen, **form.cleaned_data)  # type: ignore[arg-type]
    except BadInput:
        # Of another text every question is asked anew; what was written stays.
        form.without_answers()
        raise


@require_POST
def copy(request: HttpRequest, story: UUID) -> HttpResponse:
    """Note where else the story went."""
    form = CopyForm(request.POST)
    return _done(
        request,
        story,
        form,
        lambda: acts.note_copy(request.user, story=story, **form.cleaned_data),  # type: ignore[arg-type]
        _("Noted."),
    )


@require_POST
def copy_gone(request: HttpRequest, story: UUID, copy: int) -> HttpResponse:
    """Note that a copy was asked back, or is gone."""
    is_gone = request.POST.get("state") == "gone"
    acts.change_copy(request.user, copy=copy, is_gone=is_gone)  # type: ignore[arg-type]
    messages.success(request, _("Noted."))
    return redirect("stories:story", story=story)


@require_POST
def withdraw(request: HttpRequest, story: UUID) -> HttpResponse:
    """End the consent and take the story off; asks before it does."""
    if request.POST.get("sure") != "yes":
        pages = CaseStoryPage.objects.filter(translation_key=story).order_by("pk")
        context = {"story": story, "pages": pages, "copies": _copies(story)}
        return render(request, "stories/withdraw.html", context)
    copies = acts.withdraw_consent(request.user, story=story)  # type: ignore[arg-type]
    words = _("The story is off the website, its search and its feed.")
    messages.success(request, words)
    if copies:
        messages.warning(request, _("Copies went elsewhere: call them back, below."))
    return redirect("stories:story", story=story)


def _done(
    request: HttpRequest,
    story: UUID,
    form: forms.Form,
    act: Callable[[], object],
    words: str,
    *,
    page: int | None = None,
) -> HttpResponse:
    """Carry out what a valid form asks; show the form again with what is wrong."""
    if form.is_valid():
        try:
            act()
        except BadInput as error:
            form.add_error(None, str(error))
        except Refused:
            form.add_error(None, _("Somebody else has to do this."))
        else:
            messages.success(request, words)
            return redirect("stories:story", story=story)
    return _shown(request, story, form=form, reviewed=page, status=422)


def _shown(
    request: HttpRequest,
    story: UUID,
    *,
    form: forms.Form | None = None,
    reviewed: int | None = None,
    status: int = 200,
) -> HttpResponse:
    pages = list(CaseStoryPage.objects.filter(translation_key=story).order_by("pk"))
    if not pages:
        raise Http404
    own = {type(form): form} if form is not None else {}
    context = {
        "story": story,
        "texts": [_text(one, form if one.pk == reviewed else None) for one in pages],
        "consents": StoryConsent.objects.filter(story=story).order_by("-recorded_at"),
        "has_consent": StoryConsent.objects.filter(
            story=story, withdrawn_at=None
        ).exists(),
        "copies": _copies(story),
        "consent_form": own.get(ConsentForm) or ConsentForm(),
        "copy_form": own.get(CopyForm) or CopyForm(),
    }
    return render(request, "stories/story.html", context, status=status)


def _text(page: CaseStoryPage, form: forms.Form | None) -> Text:
    draft = _draft(page)
    language = page.locale.language_code
    again = form or ReviewForm(auto_id=f"id_{page.pk}_%s")
    return Text(page, draft, draft.standing(), digest_of(draft, language), again)


def _copies(story: UUID) -> list[StoryCopy]:
    return list(StoryCopy.objects.filter(story=story).order_by("-sent_on", "pk"))


def _draft(page: CaseStoryPage) -> CaseStoryPage:
    draft: CaseStoryPage = page.get_latest_revision_as_object()
    return draft
