"""Where the website's links lead, for those who mend them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from romdoul.kernel.errors import BadInput
from romdoul.site.editing.links.checking import report
from romdoul.site.editing.links.confirming import confirm_link


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Show the links that lead wrong, and those that lead elsewhere."""
    return render(request, "editing/links.html", {"report": report()})


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Note that somebody opened an address elsewhere today."""
    try:
        confirm_link(request.user, address=request.POST.get("address", ""))  # type: ignore[arg-type]
    except BadInput as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Noted."))
    return redirect("editing_links")
