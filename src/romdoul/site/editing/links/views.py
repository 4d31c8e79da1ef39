"""Where the website's links lead, for those who mend them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from romdoul.kernel.errors import BadInput
from romdoul.site.editing.links.checking import live, report
from romdoul.site.editing.links.confirming import confirm_link
from romdoul.site.editing.turning import Turn, place_of


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Show links that lead wrong and those that lead elsewhere, some pages a turn."""
    turn = Turn.of(live(), request.GET.get("after", ""))
    context = {"report": report(turn.pages), "turn": turn}
    return render(request, "editing/links.html", context)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Note that somebody opened an address elsewhere today."""
    try:
        confirm_link(request.user, address=request.POST.get("address", ""))  # type: ignore[arg-type]
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Noted."))
    place = place_of(request.POST.get("after", ""))
    asked = f"?after={place}" if place else ""
    return redirect(f"{reverse('editing_links')}{asked}")
