"""How to give, as it stands and as it was proposed, for the one who confirms it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from romdoul.kernel.errors import BadInput, NotFound
from romdoul.site import values
from romdoul.site.editing.giving.changes import changes_of
from romdoul.site.giving.confirming import CONFIRM, confirm_giving, decline_giving
from romdoul.site.giving.details import (
    PROPOSED_BY,
    digest_of,
    giving_of,
    proposed_on,
    waiting,
)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the details that stand, and those that wait."""
    values.forget()
    settings = values.current()
    proposed = waiting(settings)
    standing = giving_of(settings)
    ways = giving_of(proposed) if PROPOSED_BY in settings else None
    told = {
        "standing": standing,
        "proposed": ways,
        "changes": changes_of(standing, ways) if ways else [],
        "proposed_by": settings.get(PROPOSED_BY, ""),
        "proposed_on": proposed_on(settings),
        "seen": digest_of(proposed),
        "may_confirm": request.user.has_perm(CONFIRM),  # type: ignore[union-attr]
    }
    return render(request, "giving/show.html", told)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Let what was proposed stand on the website."""
    seen = request.POST.get("seen", "")
    return _done(
        request,
        lambda editor: confirm_giving(editor, seen=seen),
        _("The new details are on the website."),
    )


@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    """Let go of what was proposed."""
    return _done(request, decline_giving, _("Nothing was changed."))


def _done(
    request: HttpRequest, act: Callable[[Any], object], words: str
) -> HttpResponse:
    try:
        act(request.user)
    except (BadInput, NotFound) as error:
        said = (
            str(error) if isinstance(error, BadInput) else _("Nothing waits any more.")
        )
        messages.error(request, said)
    else:
        messages.success(request, words)
    return redirect("giving:show")
