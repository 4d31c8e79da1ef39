"""Who wrote an article, where it appeared first, and on which day."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from romdoul.site.news.dates import dates_in, without_dates
from romdoul.site.news.furniture import ADDRESS, BULLET

# By the host of their addresses: how papers that write of Cambodia call themselves.
KNOWN = {
    "cambodiadaily.com": "The Cambodia Daily",
    "khmertimeskh.com": "Khmer Times",
    "phnompenhpost.com": "The Phnom Penh Post",
    "voacambodia.com": "VOA Cambodia",
    "rfa.org": "Radio Free Asia",
    "cambojanews.com": "CamboJA News",
    "freshnewsasia.com": "Fresh News",
    "akp.gov.kh": "Agence Kampuchea Presse",
    "bbc.com": "BBC",
    "bbc.co.uk": "BBC",
    "reuters.com": "Reuters",
    "theguardian.com": "The Guardian",
}
_BY = re.compile(
    r"^(by|written by|author\s*:|reported by)\s+(?P<who>.+)$", re.IGNORECASE
)
_BY_KHMER = re.compile(r"^(ដោយ|អ្នកនិពន្ធ|អត្ថបទដោយ|រាយការណ៍ដោយ)\s*[:៖]?\s*(?P<who>.+)$")
_NAME = r"[^\W\d_][\w.'\u2019-]*(?:\s+[^\W\d_][\w.'\u2019-]*){0,4}"
_NAMES = rf"{_NAME}(?:\s*(?:,|and|&|និង)\s*{_NAME}){{0,3}}"
_SLASHED = re.compile(rf"^(?P<who>{_NAMES})\s*[/|\u2013—]\s*(?P<where>[^/|]{{3,60}})$")
_SHARE = re.compile(r"\s*\b(share|tweet|print|email)\b\s*:?.*$", re.IGNORECASE)
_LEAD = re.compile(r"^[\s|,/\u2013—·•-]+|[\s|,/\u2013—·•-]+$")
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line says of an article."""

    author: str = ""
    source: str = ""
    published_on: date | None = None


def byline_of(line: str) -> Byline | None:
    """Return what a line says as a byline, or None if it is none."""
    plain = BULLET.sub("", line)
    if not plain or len(plain) > _LONGEST:
        return None
    days = list(dates_in(plain))
    rest = _trimmed(_SHARE.sub("", without_dates(plain) if days else plain))
    for form in (_BY, _BY_KHMER):
        if found := form.match(rest):
            who, _, where = found["who"].partition("|")
            return Byline(_trimmed(who), _trimmed(where), days[0] if days else None)
    if found := _SLASHED.match(rest):
        return Byline(found["who"].strip(), _trimmed(found["where"]), _first(days))
    if days and len(rest) <= 40:
        return Byline(published_on=days[0])
    return None


def source_of(address: str) -> str:
    """Return how the paper at an address calls itself, else the host's name."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    for known, name in KNOWN.items():
        if host == known or host.endswith(f".{known}"):
            return name
    return host


def address_in(text: str) -> str:
    """Return the first web address in a text, or nothing."""
    found = ADDRESS.search(text)
    return found[0].rstrip(".,;)") if found else ""


def _first(days: list[date]) -> date | None:
    return days[0] if days else None


def _trimmed(text: str) -> str:
    return _LEAD.sub("", text).strip()
