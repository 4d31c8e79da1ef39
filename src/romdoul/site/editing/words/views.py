"""Every word on the website that an editor is asked to look at again."""

from collections.abc import Iterator, Sequence

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from romdoul.site.editing.turning import Turn
from romdoul.site.editing.words.looking import remarks_on


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """List them page by page, what is out and what is a draft; some pages a turn."""
    turn = Turn.of(Page.objects.filter(depth__gt=1), request.GET.get("after", ""))
    looked = zip(turn.pages, _newest(turn.pages), strict=True)
    rows = [(page, found) for page, newest in looked if (found := remarks_on(newest))]
    return render(request, "editing/words.html", {"rows": rows, "turn": turn})


def _newest(pages: Sequence[Page]) -> Iterator[Page]:
    """Yield pages as they will be once their drafts are out."""
    drafts = [page for page in pages if page.has_unpublished_changes]
    prefetch_related_objects(drafts, "latest_revision")
    for page in pages:
        draft = page.latest_revision if page.has_unpublished_changes else None
        yield page.with_content_json(draft.content) if draft else page
