"""``romdoul news import FILE…``: articles from saved pages, as drafts."""

from pathlib import Path

from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.site.news.article import Article
from romdoul.site.news.importing import import_article
from romdoul.site.news.reading import read_page

OPERATOR = "operator"


def run(options: Options) -> Answer:
    """Read every file first; write only when all of them can be read.

    With ``--json`` one file is one object, several are a list in ``articles``.
    """
    articles = [_read(Path(name)) for name in options.files]
    if not options.dry_run:
        for article in articles:
            import_article(OPERATOR, article=article)
    said = [_said(article) for article in articles]
    lines = [line for article in articles for line in _lines(article)]
    lines.append("Nothing was written." if options.dry_run else "Kept as drafts.")
    data: dict[str, object] = said[0] if len(said) == 1 else {"articles": said}
    return Answer(lines=tuple(lines), data=data)


def _read(path: Path) -> Article:
    if not path.is_file():
        raise WrongUse(f"There is no file {path}")
    return read_page(path)


def _said(article: Article) -> dict[str, object]:
    day = article.published_on
    return {
        "title": article.title,
        "published_on": day.isoformat() if day else None,
        "author": article.author or None,
        "source": article.source or None,
        "source_url": article.source_url or None,
        "language": article.language,
        "paragraphs": list(article.paragraphs),
        "doubts": [str(doubt) for doubt in article.doubts],
    }


def _lines(article: Article) -> list[str]:
    day = article.published_on or "no date"
    title = article.title or "No headline"
    head = f"{title} ({day}), {len(article.paragraphs)} paragraphs"
    return [head, *(f"  to check: {doubt}" for doubt in article.doubts)]
