"""The mailbox without JavaScript: the code is worked out in the server's memory."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.inbox.trust import NoKey
from romdoul.intake.bodies import answers_too_large, read_whole
from romdoul.intake.box import open_box, pages_of, write
from romdoul.intake.box_cookie import BOX, OpenBox
from romdoul.intake.box_forms import CodeForm, WriteForm
from romdoul.intake.draft import new_submission
from romdoul.intake.pages import see_other, to_home
from romdoul.intake.short_forms import Fields
from romdoul.intake.slowly import Busy
from romdoul.intake.throttle import Limit, allows
from romdoul.kernel.errors import BadInput, KeyUnfit, NotFound, WrongCode

WRONG = _("This code opens nothing. Check the digits, one after the other.")
BUSY = _("Several people are opening their codes. Wait a minute, then try again.")
OFTEN = _("Too many codes were tried from your network. Try again in ten minutes.")
NO_KEY = _("We cannot take this safely now. Your words are still here: try again soon.")
# A mailbox closes by itself after a while: a letter that was begun then comes along.
CARRIED = ("text", "message")


@require_http_methods(["GET", "HEAD", "POST"])
@answers_too_large
def box(request: HttpRequest) -> HttpResponse:
    """Show the mailbox that is open, or ask for a code; take what either sends.

    ``do`` is ``open`` (with ``code``), ``write`` (with ``text`` and the random
    ``message`` of the page), ``language`` (with either), ``destroy``, ``destroy-now``
    or ``close``.
    """
    held = OpenBox.read(request)
    if request.method == "POST":
        return _take(request, held, read_whole(request))
    return ask(request, CodeForm()) if held is None else show(request, held)


def _take(request: HttpRequest, held: OpenBox | None, posted: Fields) -> HttpResponse:
    wish = posted.get("do", "")
    if wish == "close":
        return _close()
    if held is None and wish in {"language", "write"}:
        return _ask_again(request, posted)
    if held is None or wish == "open":
        return _open(request, posted)
    try:
        return _act(request, held, posted)
    except NotFound:
        # Destroyed meanwhile, from another device.
        return _again()


def _act(request: HttpRequest, held: OpenBox, posted: Fields) -> HttpResponse:
    match posted.get("do", ""):
        case "write":
            return _write(request, held, posted)
        case "language":
            return show(request, held, typed=posted)
        case "destroy":
            return render(request, "intake/box_destroy.html")
        case "destroy-now":
            return _destroy(request, held)
        case _:
            return see_other(reverse("box"))


def _ask_again(request: HttpRequest, posted: Fields) -> HttpResponse:
    """Ask for the code of a mailbox that is not open; what was written comes along."""
    form = CodeForm(initial={"code": posted.get("code", "")})
    return ask(request, form, kept=_kept(posted))


def _kept(posted: Fields) -> dict[str, str]:
    return {name: posted[name] for name in CARRIED if posted.get(name)}


def _open(request: HttpRequest, posted: Fields) -> HttpResponse:
    form, kept = CodeForm(posted), _kept(posted)
    if not form.is_valid():
        return ask(request, form, 422, kept=kept)
    if not allows(request, Limit.BOX):
        return ask(request, form, 429, OFTEN, kept=kept)
    try:
        held = open_box(form.cleaned_data["code"])
    except WrongCode:
        return ask(request, form, 422, WRONG, kept=kept)
    except Busy:
        return ask(request, form, 503, BUSY, kept=kept)
    response = show(request, held, typed=kept) if kept else see_other(reverse("box"))
    held.write(request, response)
    return response


def ask(
    request: HttpRequest,
    form: CodeForm,
    status: int = 200,
    words: object = None,
    *,
    kept: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show the page that asks for a code; ``kept`` was written before it was asked."""
    if words is not None:
        form.add_error("code", forms.ValidationError(str(words)))
    context = {"form": form, "carried": kept or {}}
    return render(request, "intake/box_code.html", context, status=status)


def show(
    request: HttpRequest,
    held: OpenBox,
    form: WriteForm | None = None,
    status: int = 200,
    *,
    typed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show an open mailbox; ask for the code again where it was destroyed.

    ``form`` is what was sent and has its faults said; ``typed`` is not judged yet.
    """
    try:
        pages = pages_of(held)
    except NotFound:
        return _again()
    before = form.data if form is not None else typed or {}
    context = {
        "pages": pages,
        "form": form or WriteForm(initial={"text": before.get("text", "")}),
        "message": before.get("message") or new_submission(),
    }
    return render(request, "intake/box.html", context, status=status)


def _write(request: HttpRequest, held: OpenBox, posted: Fields) -> HttpResponse:
    form = WriteForm(posted)
    if not form.is_valid():
        return show(request, held, form, 422)
    try:
        write(held, message=posted.get("message", ""), text=form.cleaned_data["text"])
    except BadInput as error:
        form.add_error("text", forms.ValidationError(str(error.message)))
        return show(request, held, form, 422)
    except (NoKey, KeyUnfit):
        form.add_error("text", forms.ValidationError(str(NO_KEY)))
        return show(request, held, form, 503)
    return see_other(reverse("box"))


def _destroy(request: HttpRequest, held: OpenBox) -> HttpResponse:
    destroy_mailbox(mailbox=held.mailbox)
    response = render(request, "intake/box_gone.html")
    BOX.clear(response)
    return response


def _close() -> HttpResponse:
    response = to_home()
    BOX.clear(response)
    return response


def _again() -> HttpResponse:
    response = see_other(reverse("box"))
    BOX.clear(response)
    return response
