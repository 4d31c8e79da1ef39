"""The form without JavaScript, and the way out.

With JavaScript the same pages are fetched and swapped; what the browser keeps to
itself (inputs with ``data-sealed``) is left empty in what it posts here, with
``browser=1``, and is sealed on the last page: see ``intake.sealed_views``.
"""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_http_methods, require_safe

from romdoul.inbox.codes import Kind, desk_of
from romdoul.inbox.trust import DeskKey, NoKey
from romdoul.intake import leaving, left, settings_source
from romdoul.intake.after import after_sending
from romdoul.intake.bodies import answers_too_large, read_whole
from romdoul.intake.box_cookie import BOX
from romdoul.intake.draft import COOKIE, QUESTIONS, Draft, Step
from romdoul.intake.forms import FORMS
from romdoul.intake.pages import (
    carried_by,
    move,
    see_other,
    show,
    show_typed,
    to_form,
    to_home,
)
from romdoul.intake.sending import LastPage, revive, send
from romdoul.intake.short_forms import Fields
from romdoul.intake.uploads import SealingUploadHandler
from romdoul.queries.public import current_key

# What is pressed on the last page without sending it.
STAYING = {"back", "language"}

shown = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Send to the first page in the browser's language, Khmer where it has neither."""
    return see_other(f"/{get_language_from_request(request)}/")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page of a form that runs alone."""
    return render(request, "intake/home.html")


@shown
def tell(request: HttpRequest) -> HttpResponse:
    """Begin a new draft, never one that another person left on this phone."""
    kind = request.POST.get("kind", "")
    known = kind in list(Kind)
    response = to_form()
    draft = Draft(kind=Kind(kind) if known else Kind.OTHER, given=known)
    draft.write(request, response)
    return response


@shown
@answers_too_large
def form(request: HttpRequest) -> HttpResponse:
    """Show the draft's page, or take its answer: one address for all of them.

    Without a live draft there is nothing here: the first page is shown. A POST
    names its ``step``, so that a page sent twice, or sent again from the history,
    answers its own question. ``do`` is ``back``, ``language``, ``code`` or ``done``.
    """
    draft = Draft.read(request)
    if request.method == "POST":
        return _take(request, draft)
    return to_home() if draft is None else show(request, draft)


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Forget everything that the browser forgets for us, then go somewhere neutral.

    Clear-Site-Data (W3C) is heard only over https and on the machine itself. With
    ``mark`` Back would show a page of ours: see ``intake.left``.
    """
    response = see_other(settings_source.exit_address())
    if "mark" in request.GET:
        left.mark(request, response)
    else:
        response["Clear-Site-Data"] = '"cookies", "storage", "cache"'
        COOKIE.clear(response)
        BOX.clear(response)
    leaving.forget_all(response)
    return response


@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """Show a page that says nothing, where no neutral address is set."""
    return render(request, "intake/away.html")


def _take(request: HttpRequest, draft: Draft | None) -> HttpResponse:
    key = _key_for(draft)
    handler = SealingUploadHandler(key)
    request.upload_handlers = [handler]
    posted = read_whole(request)
    step = posted.get("step", "")
    if draft is None:
        return revive(request, posted) if step == Step.TELL else to_home()
    if draft.ref:
        return after_sending(request, draft, posted.get("do", ""))
    if step not in list(QUESTIONS):
        return to_form()
    if step == Step.TELL and posted.get("do") not in STAYING:
        return send(request, draft, LastPage(posted, handler.voice, key))
    spoken = draft.spoken or handler.voice is not None
    draft = replace(draft, step=Step(step), spoken=spoken)
    return _answer(request, draft, posted)


def _answer(request: HttpRequest, draft: Draft, posted: Fields) -> HttpResponse:
    """Take a page's answers and go on, back, or to the same in another language."""
    carried, wish = carried_by(posted), posted.get("do")
    draft = replace(draft, browser=draft.browser or posted.get("browser") == "1")
    if draft.step is not Step.TELL:
        question = FORMS[draft.step](posted, draft=draft)
        if question.is_valid():
            draft = replace(draft, **question.answers())
        elif wish == "language":
            return show_typed(request, draft, posted)
        elif wish != "back":
            return show(request, draft, form=question, carried=carried, status=422)
    return move(request, _moved(draft, wish), carried)


def _moved(draft: Draft, wish: str | None) -> Draft:
    match wish:
        case "back":
            return draft.before(draft.step)
        case "language":
            return draft
        case _:
            return draft.after(draft.step)


def _key_for(draft: Draft | None) -> DeskKey | None:
    try:
        return current_key(desk_of(draft.kind if draft else Kind.OTHER))
    except NoKey:
        return None
