"""What an editor's browser sends of a page."""

from django.test import Client
from tests.factories.articles import NEWS
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from romdoul.site.content.places import page_at
from romdoul.site.pages.models import ArticlePage

NO_COMMENTS = {
    "TOTAL_FORMS": 0,
    "INITIAL_FORMS": 0,
    "MIN_NUM_FORMS": 0,
    "MAX_NUM_FORMS": 0,
}


def form(title: str, **more: str) -> dict[str, str]:
    """Return the form of an article, as it is sent."""
    fields: dict[str, object] = {
        "title": title,
        "slug": title.lower().replace(" ", "-"),
        "published_on": "2026-11-20",
        "body": streamfield([]),
        "comments": NO_COMMENTS,
    }
    return nested_form_data(fields | more)


def written(client: Client, title: str = "A morning at the market") -> ArticlePage:
    """Write an article as a draft; return it."""
    index = page_at(NEWS, "en")
    assert index is not None
    answer = client.post(f"/pages/add/pages/articlepage/{index.pk}/", form(title))
    assert answer.status_code == 302, answer.content.decode()
    return ArticlePage.objects.get(title=title)


def sent(client: Client, page: Page, button: str, **more: str) -> int:
    """Send the form of a page with one of its buttons; return the status."""
    fields = form(page.title, **{f"action-{button}": "1"}, **more)
    return client.post(f"/pages/{page.pk}/edit/", fields).status_code
