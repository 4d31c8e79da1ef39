"""What a visitor is told of each thing that a browser may keep for us."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.site import consent
from romdoul.site.consent import Category


@dataclass(frozen=True, slots=True)
class Kept:
    """A cookie: its name, what it is for, and until when it is kept."""

    name: str
    why: Promise
    until: Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """A category as it is asked for."""

    code: str
    word: Promise
    about: Promise
    is_on: bool


_TELLS: Mapping[Category, tuple[Promise, Promise]] = {
    Category.PREFERENCES: (
        _("Preferences"),
        _(
            "Keeps your choice and your language in this browser for six months. "
            "Without it both are forgotten when the browser is closed."
        ),
    ),
    Category.STATISTICS: (
        _("Statistics"),
        _(
            "Lets us count that a page was seen: one number a day for each page, and "
            "nothing about you. Nothing is kept in your browser for it."
        ),
    ),
    Category.MARKETING: (
        _("Marketing"),
        _(
            "We use none, follow nobody and tell no other company. Should that ever "
            "change, nothing happens without your choice here."
        ),
    ),
}
_CLOSED = _("The browser is closed")
# Every cookie of the public pages; a test compares this with what they set.
KEPT = (
    Kept(
        consent.COOKIE,
        _("What you choose on this page"),
        _("The browser is closed; with preferences, six months"),
    ),
    Kept("f", _("Your answers in the report form, sealed"), _CLOSED),
    Kept("b", _("The mailbox that you opened, sealed"), _CLOSED),
    Kept(
        "p",
        _("How far you are in a course that you began, for that course alone"),
        _("60 days; you can erase it in the course"),
    ),
    Kept(
        "left",
        _("That you left in a hurry: going back does not show these pages"),
        _("Five minutes"),
    ),
)


def choices(chosen: Collection[str]) -> list[Choice]:
    """Return the categories to choose from, and whether each is on."""
    return [
        Choice(one.value, word, about, one in chosen)
        for one, (word, about) in _TELLS.items()
    ]
