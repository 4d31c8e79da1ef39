"""Every word on the website that an editor is asked to look at again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from romdoul.site.editing.words.looking import remarks_on


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """List them page by page, what is out and what is a draft."""
    pages = Page.objects.filter(depth__gt=1).order_by("path").specific()
    rows = [(page, found) for page in pages if (found := remarks_on(_newest(page)))]
    return render(request, "editing/words.html", {"rows": rows})


def _newest(page: Page) -> Page:
    """Return the page as it will be once its draft is out."""
    has_draft = page.has_unpublished_changes
    return page.get_latest_revision_as_object() if has_draft else page
