"""What a proposal would change, one by one: a digit among digits is easily missed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.site.giving.details import Giving


def _by_code(ways: Giving) -> str:
    said = ways.khqr
    return f"{said.name}, {said.account}, {said.city}, {said.currency}" if said else ""


def _by_link(ways: Giving) -> str:
    return f"{ways.link.name}, {ways.link.address}" if ways.link else ""


_TOLD: tuple[tuple[str | Promise, Callable[[Giving], str]], ...] = (
    (_("Bank"), lambda ways: ways.bank),
    (_("Name of the account"), lambda ways: ways.name),
    (_("Number of the account"), lambda ways: ways.number),
    (_("Currency"), lambda ways: ways.currency),
    (_("SWIFT code of the bank"), lambda ways: ways.swift),
    (_("KHQR code"), _by_code),
    (_("On the website of somebody else"), _by_link),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One detail as it stands and as it would stand; empty where there is none."""

    label: str | Promise
    before: str
    after: str


def changes_of(standing: Giving, proposed: Giving) -> list[Change]:
    """Return what would be another than today."""
    return [
        Change(label, before, after)
        for label, told in _TOLD
        if (before := told(standing)) != (after := told(proposed))
    ]
