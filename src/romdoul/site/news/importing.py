"""Keeping an article that was read from a saved page, as a draft."""

from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.site.content.places import page_at
from romdoul.site.editors.models import Editor
from romdoul.site.news.article import Article
from romdoul.site.pages.models import ArticlePage

NEWS = "explore/media/news"


@action(store=Store.SITE)
def import_article(actor: Editor | str, *, article: Article) -> ArticlePage:
    """Make a draft of an article among the news of its language.

    What it was unsure of stands in ``to_check``, for the editor.

    Raises Refused for an editor who may write nothing there, BadInput when there is
    no page for the news, or the article is there.
    """
    parent = page_at(NEWS, article.language)
    if parent is None:
        raise BadInput(_("There is no page for the news: run romdoul init."))
    _require_may(actor, parent)
    _require_new(parent, article)
    page = _draft(parent, article)
    parent.add_child(instance=page)
    page.save_revision(user=actor if isinstance(actor, Editor) else None)
    record(actor, Event.NEWS_IMPORTED, f"page-{page.pk}")
    return page


def _require_may(actor: Editor | str, parent: Page) -> None:
    """Let whoever runs the machine, and editors who may write below that page."""
    if isinstance(actor, Editor):
        may = actor.is_active and parent.permissions_for_user(actor).can_add_subpage()
        if not may:
            raise Refused("wagtailcore.add_page", f"page-{parent.pk}")


def _draft(parent: Page, article: Article) -> ArticlePage:
    with translation.override(article.language):
        doubts = "\n".join(str(doubt) for doubt in article.doubts)
    return ArticlePage(
        title=article.title or _("Without a headline"),
        slug=_free_slug(parent, article),
        locale=parent.locale,
        published_on=article.published_on or timezone.localdate(),
        author=article.author[:160],
        source=article.source[:160],
        source_url=article.source_url[:500],
        body=[("text", "".join(f"<p>{escape(p)}</p>" for p in article.paragraphs))],
        to_check=doubts,
        live=False,
    )


def _require_new(parent: Page, article: Article) -> None:
    same = ArticlePage.objects.child_of(parent).filter(title=article.title)
    if article.title and same.filter(source_url=article.source_url).exists():
        raise BadInput(_("“%(title)s” is there already.") % {"title": article.title})


def _free_slug(parent: Page, article: Article) -> str:
    day = f"{article.published_on or timezone.localdate():%Y-%m-%d}"
    wanted = slugify(article.title)[:80] or f"article-{day}"
    taken = set(parent.get_children().values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return (
        wanted if wanted not in taken else next(s for s in numbered if s not in taken)
    )
