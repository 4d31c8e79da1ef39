"""What the organisation says about itself: its name, numbers, and the way out.

Read from the site's store where there is one (the public process names the source
in its URLs), else from the environment, for a form that runs alone. No number is
written into the program: a wrong one costs time that a child does not have.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NUMBERS: Mapping[str, Promise] = {
    "number.police": _("Police"),
    "number.child_helpline": _("Child helpline"),
    "number.hotline": _("Our hotline"),
}
EXIT = "exit.address"
ORGANISATION = "organisation"
LOCAL_EXIT = "/away/"

Source = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number and whose it is."""

    label: Promise
    number: str


def from_environment() -> dict[str, str]:
    """Return the values of ``ROMDOUL_NUMBER_POLICE`` and the like."""
    names = (*NUMBERS, EXIT, f"{ORGANISATION}.km", f"{ORGANISATION}.en")
    return {
        name: os.environ.get("ROMDOUL_" + name.replace(".", "_").upper(), "")
        for name in names
    }


_source: list[Source] = [from_environment]


def read_from(source: Source) -> None:
    """Take the values from here on from another source."""
    _source[0] = source


def numbers() -> list[Number]:
    """Return the numbers that are set, the police first."""
    values = _source[0]()
    return [
        Number(label, values[name])
        for name, label in NUMBERS.items()
        if values.get(name)
    ]


def exit_address() -> str:
    """Return the neutral address that leaving leads to; ours, where none is set."""
    address = _source[0]().get(EXIT, "")
    return address if address.startswith("https://") else LOCAL_EXIT


def organisation(language: str) -> str:
    """Return the organisation's name as its public knows it, or nothing."""
    return _source[0]().get(f"{ORGANISATION}.{language}", "")
