"""What an editor is told after saving: words and links to look at. It stops nothing."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.admin import messages
from wagtail.models import Page

from romdoul.site.editing.links.checking import faults_of
from romdoul.site.editing.words.looking import remarks_on

MOST = 8


def tell(request: HttpRequest, page: Page) -> None:
    """Say what there is to look at in what was just saved.

    What a script saves by itself while somebody types is not told: it would be said
    again at every pause.
    """
    if not request.accepts("text/html"):
        return
    saved = page.get_latest_revision_as_object()
    remarks, faults = remarks_on(saved), faults_of(saved)
    if remarks or faults:
        told = {
            "remarks": remarks[:MOST],
            "faults": faults[:MOST],
            "more": max(len(remarks) - MOST, 0) + max(len(faults) - MOST, 0),
        }
        messages.warning(request, render_to_string("editing/told.html", told))
