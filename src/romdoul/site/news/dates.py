"""The dates that stand in bylines, in English and in Khmer."""

import re
from collections.abc import Iterator
from datetime import date

ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
KHMER = (
    *("មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា"),
    *("កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"),
)
_DIGITS = {0x17E0 + digit: str(digit) for digit in range(10)}
_MONTH = "|".join(
    sorted({*ENGLISH, *(name[:3] for name in ENGLISH), "sept"}, key=len, reverse=True)
)
_KHMER_MONTH = "|".join(KHMER)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"\b(?P<m>{_MONTH})\.?\s+{_DAY},?\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s+(?P<m>{_MONTH})\.?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(
        rf"(?P<d>\d{{1,2}})\s*(?:ខែ)?\s*(?P<m>{_KHMER_MONTH}),?\s*(?:ឆ្នាំ)?\s*(?P<y>\d{{4}})"
    ),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    # Day first, as in Cambodia.
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})(?!\d)"),
)  # fmt: skip


def dates_in(text: str) -> Iterator[date]:
    """Yield the dates that a text names, in its order, each form by itself."""
    plain = text.translate(_DIGITS)
    found = [match for form in _FORMS for match in form.finditer(plain)]
    for match in sorted(found, key=lambda match: match.start()):
        day = _day(match["y"], match["m"], match["d"])
        if day is not None:
            yield day


def without_dates(text: str) -> str:
    """Return a line with the dates that it names taken out."""
    plain = text.translate(_DIGITS)
    for form in _FORMS:
        plain = form.sub("", plain)
    return plain


def is_ambiguous(text: str) -> bool:
    """Say whether a text names a date of digits that could be read month first."""
    for match in _FORMS[-1].finditer(text.translate(_DIGITS)):
        if int(match["d"]) <= 12 and match["d"] != match["m"]:
            return True
    return False


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _month(month), int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    if name in KHMER:
        return KHMER.index(name) + 1
    short = name.lower()[:3]
    return next(n for n, full in enumerate(ENGLISH, 1) if full.startswith(short))
