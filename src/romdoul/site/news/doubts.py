"""What an editor is asked to look at, in the language of whoever reads it."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from romdoul.site.news.article import Article

NO_TEXT = _("No text of an article was found.")
SEVERAL_DATES = _("The page names more than one date: look which is right.")
MONTH_OR_DAY = _("Day and month of the date could stand the other way round.")


def missing(article: Article) -> list[Promise]:
    """Return a doubt for each thing that was not found."""
    wanted = (
        (_("No headline was found."), article.title),
        (_("No date was found: say when it was published."), article.published_on),
        (_("No author was found."), article.author),
        (_("No source was found."), article.source),
        (_("No address of the source was found."), article.source_url),
    )
    return [words for words, value in wanted if not value]


def left_out(lines: Iterable[str]) -> list[Promise]:
    """Return a doubt for each line that was taken for furniture."""
    words = _("Left out, as it reads as no part of the text:")
    return [format_lazy("{} {}", words, line) for line in lines]


def odd(lines: Iterable[str]) -> list[Promise]:
    """Return a doubt for each paragraph that does not end as a sentence does."""
    words = _("Is this a paragraph of the text?")
    return [format_lazy("{} {}", words, line) for line in lines]
