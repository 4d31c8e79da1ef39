"""After a report was received: a receipt code, if one is wanted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from romdoul.actions.public.open_mailbox import open_mailbox
from romdoul.intake import slowly
from romdoul.intake.draft import COOKIE, Draft, Step
from romdoul.intake.pages import at, to_form
from romdoul.intake.throttle import Limit, allows
from romdoul.kernel.errors import Conflict, NotFound
from romdoul.vault import mailbox
from romdoul.vault.keys import new_box_keys


def after_sending(request: HttpRequest, draft: Draft, wish: str) -> HttpResponse:
    """Do what the page after the report offers."""
    match wish:
        case "code":
            return give_code(request, draft)
        case "done":
            return finish(request)
        case _:
            # A second tap on "send": the report is here once.
            return to_form()


def give_code(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Open the mailbox under the draft's code and show it; again on a second tap."""
    if draft.step is Step.CODE:
        return to_form()
    if not allows(request, Limit.CODE):
        return _not_now(request, draft, 429)
    try:
        _open(draft)
    except slowly.Busy:
        return _not_now(request, draft, 503)
    except (Conflict, NotFound):
        return _not_now(request, draft, 409)
    response = to_form()
    at(draft, Step.CODE).write(request, response)
    return response


def finish(request: HttpRequest) -> HttpResponse:
    """Forget the draft and its code."""
    response = render(request, "intake/done.html")
    COOKIE.clear(response)
    return response


def _open(draft: Draft) -> None:
    keys = slowly.derive(draft.code)
    box = new_box_keys()
    name = mailbox.mailbox_id(slowly.pepper(), keys.locator)
    inner = mailbox.wrap_inner(keys.wrap_key, box.private)
    open_mailbox(
        submission=draft.submission,
        mailbox=name,
        public_key=box.public,
        wrapped=mailbox.add_pepper(slowly.pepper(), inner, name),
    )


def _not_now(request: HttpRequest, draft: Draft, status: int) -> HttpResponse:
    """Show the same page with the reason; the report itself is safe."""
    context = {"draft": draft, "trouble": status}
    return render(request, "intake/sent.html", context, status=status)
