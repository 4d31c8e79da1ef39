"""Reading a saved page, whichever way it was saved."""

import re
from pathlib import Path

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput
from romdoul.site.news.article import Article
from romdoul.site.news.plain import read_text
from romdoul.site.news.saved import read_html

LARGEST = 10_000_000
_HTML = re.compile(rb"<(!doctype html|html|head|body|article|p|div)\b", re.IGNORECASE)


def read_page(path: Path) -> Article:
    """Return the article in a file.

    Raises BadInput when it is too large, no text, or holds no article; OSError when
    it cannot be read.
    """
    if path.stat().st_size > LARGEST:
        raise BadInput(_("%(name)s is too large for a page.") % {"name": path.name})
    return read_saved(path.name, path.read_bytes())


def read_saved(name: str, page: bytes) -> Article:
    """Return the article in what was saved under a name, or pasted.

    Raises BadInput when it is no text, or holds no article.
    """
    article = read_html(page) if _HTML.search(page[:4096]) else read_text(_text(page))
    if not article.paragraphs:
        raise BadInput(_("%(name)s holds no article.") % {"name": name})
    return article


def _text(page: bytes) -> str:
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(_("This is neither a web page nor a plain text.")) from None
