"""Dates and times as people say them, in Khmer and in English.

Neither Django nor Babel writes Khmer digits, and both lack the words "month" and
"year" that a Khmer date has; hence our own. The current moment is an argument.
"""

import re
from datetime import date, datetime, timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
KHMER_MONTHS = (
    "មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា",
    "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# How a day is said, and how its year is.
KHMER_DAY, KHMER_YEAR = "{day} ខែ {month}", " ឆ្នាំ {year}"
DAY, YEAR = "{day} {month}", " {year}"
NEAR = 7
# Not the digits of a reference, which are part of its name.
NUMBER = re.compile(r"(?<![A-Za-z0-9-])[0-9]+(?![A-Za-z0-9-])")


def digits(text: object) -> str:
    """Write the digits as the reader's language does."""
    return str(text).translate(KHMER_DIGITS) if _khmer() else str(text)


def numbers(sentence: object) -> str:
    """Write the numbers in a sentence as the reader's language does."""
    return NUMBER.sub(lambda found: digits(found.group()), str(sentence))


def say_day(day: date) -> str:
    """Return "21 ខែ វិច្ឆិកា ឆ្នាំ ២០២៦" with Khmer digits, or "21 November 2026"."""
    words, year, _months = _day_words()
    return _write_day(day, words + year)


def _write_day(day: date, pattern: str) -> str:
    months = _day_words()[2]
    return digits(
        pattern.format(day=day.day, month=months[day.month - 1], year=day.year)
    )


def words_for_script() -> dict[str, str]:
    """Return what a script needs to say a moment as this module does, by name.

    Browsers' own dates know little Khmer: a month comes as "M11" where it is missing.
    """
    day, year, months = _day_words()
    return {
        "day": day,
        "year": year,
        "months": "|".join(months),
        "today": _("today %(time)s"),
        "yesterday": _("yesterday %(time)s"),
    }


def say_exactly(moment: datetime) -> str:
    """Return the day and the time to the minute."""
    return _("%(day)s, %(time)s") % {"day": say_day(moment), "time": _clock(moment)}


def say_moment(moment: datetime, now: datetime) -> str:
    """Return "today 16:00", "yesterday 09:15", or the day; both in one zone.

    The year of a day is said where it is not this one.
    """
    distance = (moment.date() - now.date()).days
    words = {
        -1: _("yesterday %(time)s"),
        0: _("today %(time)s"),
        1: _("tomorrow %(time)s"),
    }
    if distance in words:
        return words[distance] % {"time": _clock(moment)}
    if moment.year == now.year:
        return _write_day(moment, _day_words()[0])
    return say_day(moment)


def say_due(moment: datetime, now: datetime) -> str:
    """Return until when something waits, or how late it is; both in one zone."""
    if moment < now:
        return _say_late(now - moment)
    days = (moment.date() - now.date()).days
    if 1 < days < NEAR:
        words = ngettext("in %(n)s day", "in %(n)s days", days)
        return words % {"n": digits(days)}
    return say_moment(moment, now)


def due_state(moment: datetime, now: datetime) -> str:
    """Return "late", "soon" (within a day) or "later": a word for the look."""
    if moment < now:
        return "late"
    return "soon" if moment - now < timedelta(days=1) else "later"


def _say_late(late: timedelta) -> str:
    minutes = int(late.total_seconds() // 60)
    if minutes < 60:
        words = ngettext("%(n)s minute late", "%(n)s minutes late", max(minutes, 1))
        return words % {"n": digits(max(minutes, 1))}
    if minutes < 24 * 60:
        hours = minutes // 60
        words = ngettext("%(n)s hour late", "%(n)s hours late", hours)
        return words % {"n": digits(hours)}
    words = ngettext("%(n)s day late", "%(n)s days late", late.days)
    return words % {"n": digits(late.days)}


def _clock(moment: datetime) -> str:
    return digits(f"{moment:%H:%M}")


def _day_words() -> tuple[str, str, tuple[str, ...]]:
    if _khmer():
        return KHMER_DAY, KHMER_YEAR, KHMER_MONTHS
    return DAY, YEAR, MONTHS


def _khmer() -> bool:
    return (get_language() or "").startswith("km")
