"""Whether a link leads where it should; said without asking anyone else's server."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document
from wagtail.models import Page

from romdoul.site.editing.links.reading import Link, To

GONE = _("leads to a page that is not there")
WITHDRAWN = _("leads to a page that is not published")
OTHER_LANGUAGE = _("leads to the other language, though there is this page in its own")
NO_FILE = _("leads to a file that is not there")
NO_PLACE = _("leads to an address of ours where nothing is")
NO_ANCHOR = _("leads to a part of the page that is not there")
NOWHERE = _("leads nowhere")
NOT_WHOLE = _("is no whole address")
NOT_HTTPS = _("is not encrypted: does it begin with https as well?")
NUMBER = _("names a machine by its number, or one of a house's own")
SIGNED_IN = _("holds somebody's name or password")
TRACKED = _("says where its reader came from: leave out what follows the question mark")
AS_ADDRESS = _("leads to a page of ours by its address: choose the page instead")

# What the frame of every page holds.
ANCHORS = frozenset({"content"})
# Addresses of the website and the form that are no pages.
BESIDE_PAGES = frozenset(
    {"phone", "cookies", "search", "news.xml", "verify", "tell", "form", "box"}
)
MARKS = re.compile(r"utm_\w+|fbclid|gclid|mc_eid|igshid|si|ref_src")
HOUSES_OWN = (".local", ".internal", ".lan", "localhost")


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of a page that something may lead to."""

    live: bool
    language: str
    translation: str


@dataclass(frozen=True, slots=True)
class Ours:
    """Everything of ours that a link can lead to, read once."""

    pages: dict[str, Target]
    places: dict[tuple[str, str], str]
    translated: frozenset[tuple[str, str]]
    files: frozenset[str]


def ours() -> Ours:
    """Read what there is, in three queries."""
    pages: dict[str, Target] = {}
    places: dict[tuple[str, str], str] = {}
    firsts: dict[str, str] = {}
    rows = Page.objects.filter(depth__gt=1).order_by("depth")
    for pk, live, language, key, depth, path in rows.values_list(
        *("pk", "live", "locale__language_code", "translation_key", "depth", "url_path")
    ):
        pages[str(pk)] = Target(live, language, str(key))
        if depth == 2:
            firsts[path] = language
        first = next((one for one in firsts if path.startswith(one)), "")
        places[language, path.removeprefix(first).strip("/")] = str(pk)
    out = frozenset(
        (one.language, one.translation) for one in pages.values() if one.live
    )
    files = frozenset(map(str, Document.objects.values_list("pk", flat=True)))
    return Ours(pages, places, out, files)


def fault_of(link: Link, language: str, known: Ours) -> str | Promise:
    """Return what is wrong with a link in a page of this language, or an empty text."""
    if link.to is To.PAGE:
        return _fault_of_page(link.target, language, known)
    if link.to is To.FILE:
        return "" if link.target in known.files else NO_FILE
    return _fault_of_address(link.target.strip(), language, known)


def is_outside(link: Link) -> bool:
    """Say whether a link leads to somebody else's server."""
    if link.to is not To.ADDRESS:
        return False
    host = urlsplit(link.target).hostname
    return bool(host) and host not in settings.ALLOWED_HOSTS


def _fault_of_page(target: str, language: str, known: Ours) -> str | Promise:
    """Judge a link to a page; shown, it leads to that page in the reader's language."""
    page = known.pages.get(target)
    if page is None:
        return GONE
    is_out = page.live or (language, page.translation) in known.translated
    return "" if is_out else WITHDRAWN


def _fault_of_address(address: str, language: str, known: Ours) -> str | Promise:
    if not address:
        return NOWHERE
    if address.startswith("#"):
        return "" if address[1:] in ANCHORS else NO_ANCHOR
    if address.startswith(("mailto:", "tel:")):
        return ""
    if is_outside(Link("", To.ADDRESS, address)):
        return fault_of_form(address)
    return _fault_of_path(urlsplit(address).path, language, known)


def _fault_of_path(path: str, language: str, known: Ours) -> str | Promise:
    spoken, _slash, place = path.strip("/").partition("/")
    if not path.startswith("/") or spoken not in dict(settings.LANGUAGES):
        return NOT_WHOLE
    if place.partition("/")[0] in BESIDE_PAGES:
        return ""
    target = known.places.get((spoken, place))
    if target is None:
        return NO_PLACE
    if not (page := known.pages[target]).live:
        return WITHDRAWN
    if spoken != language and (language, page.translation) in known.translated:
        return OTHER_LANGUAGE
    return AS_ADDRESS


def fault_of_form(address: str) -> str | Promise:
    """Return what is wrong with the form of an address elsewhere, or an empty text."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or " " in address:
        return NOT_WHOLE
    if _is_number(host) or host.endswith(HOUSES_OWN):
        return NUMBER
    if "." not in host.strip("."):
        return NOT_WHOLE
    if parts.username or parts.password:
        return SIGNED_IN
    if any(MARKS.fullmatch(name) for name, _value in parse_qsl(parts.query)):
        return TRACKED
    return NOT_HTTPS if parts.scheme == "http" else ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
