"""What is set of how to give, what waits for a second person, and what it must be."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from romdoul.site.giving.khqr import Khqr, NoKhqr, read

PREFIX, WAITING = "give.", "waiting."
PROPOSED_BY, PROPOSED_ON = f"{WAITING}by", f"{WAITING}on"
CODE = "give.khqr.code"
_WORDS = re.compile(r"\S.{0,78}\S")
# As banks write it on a code: Latin letters, which every app shows.
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,'&()/-]{0,24}")
_CITY = re.compile(r"[A-Za-z][A-Za-z .'-]{0,14}")
_CURRENCY = re.compile(r"USD|KHR")
SHAPES: Mapping[str, re.Pattern[str]] = {
    "give.bank": _WORDS,
    "give.account.name": _WORDS,
    "give.account.number": re.compile(r"[0-9][0-9 -]{4,32}[0-9]"),
    "give.account.currency": _CURRENCY,
    "give.swift": re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?"),
    "give.khqr.account": re.compile(r"[A-Za-z0-9._-]{1,24}@[a-z]{2,8}"),
    "give.khqr.name": _LATIN,
    "give.khqr.city": _CITY,
    "give.khqr.currency": _CURRENCY,
    "give.link.name": _WORDS,
    "give.link.address": re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s\"<>]*)?"),
}
# What is of no use without the others.
TOGETHER = (
    ("give.bank", "give.account.name", "give.account.number"),
    ("give.khqr.account", "give.khqr.name"),
    ("give.link.name", "give.link.address"),
)
Details = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """Where somebody else takes gifts for us."""

    name: str
    address: str

    @property
    def host(self) -> str:
        """Return whose website that is."""
        return self.address.removeprefix("https://").partition("/")[0]


@dataclass(frozen=True, slots=True)
class Giving:
    """The ways to give that are set up; what is not is empty."""

    bank: str
    name: str
    number: str
    currency: str
    swift: str
    khqr: Khqr | None
    code: str
    link: Link | None

    @property
    def is_set_up(self) -> bool:
        """Say whether there is any way to give."""
        return bool(self.number or self.khqr or self.link)


def giving_of(settings: Details) -> Giving:
    """Return the ways to give that stand in the website's settings."""
    code = settings.get(CODE, "")
    name, address = (
        settings.get(f"give.link.{part}", "") for part in ("name", "address")
    )
    return Giving(
        bank=settings.get("give.bank", ""),
        name=settings.get("give.account.name", ""),
        number=settings.get("give.account.number", ""),
        currency=settings.get("give.account.currency", ""),
        swift=settings.get("give.swift", ""),
        khqr=_said(code),
        code=code,
        link=Link(name, address) if address else None,
    )


def current(settings: Details) -> dict[str, str]:
    """Return what is set of how to give."""
    return {key: value for key, value in settings.items() if key.startswith(PREFIX)}


def waiting(settings: Details) -> dict[str, str]:
    """Return what was proposed and waits, under the names that it is to have."""
    return {
        key.removeprefix(WAITING): value
        for key, value in settings.items()
        if key.startswith(f"{WAITING}{PREFIX}")
    }


def proposed_on(settings: Details) -> datetime | None:
    """Return when what waits was proposed; None where that was not noted yet."""
    told = settings.get(PROPOSED_ON)
    return datetime.fromisoformat(told) if told else None


def digest_of(details: Details) -> str:
    """Return what tells these details from any others."""
    told = "\x1f".join(f"{key}\x1e{details[key]}" for key in sorted(details))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def mark_of(details: Details) -> str:
    """Return by which the ledger's entries of one proposal are known together."""
    return f"details-{digest_of(details)[:12]}"


def _said(code: str) -> Khqr | None:
    """Return what a code says; one that does not hold is shown to nobody."""
    try:
        return read(code) if code else None
    except NoKhqr:
        return None
