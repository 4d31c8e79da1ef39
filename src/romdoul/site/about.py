"""What the organisation says of itself at the foot of every page: settings, no code."""

from collections.abc import Mapping
from dataclasses import dataclass

from romdoul.site import values

# The name of a place where people follow us, as it writes itself.
PLACES: Mapping[str, str] = {
    "facebook": "Facebook",
    "telegram": "Telegram",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the organisation is found elsewhere."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """The organisation in one language; what is not set is empty."""

    about: str
    vision: str
    registration: str
    since: str
    address: str
    phone: str
    email: str
    places: tuple[Place, ...]


def organisation(language: str) -> Organisation:
    """Return what is set for a language."""
    said = values.current()
    return Organisation(
        about=said.get(f"organisation.about.{language}", ""),
        vision=said.get(f"organisation.vision.{language}", ""),
        registration=said.get(f"organisation.registration.{language}", ""),
        since=said.get("organisation.since", ""),
        address=said.get(f"contact.address.{language}", ""),
        phone=said.get("contact.phone", ""),
        email=said.get("contact.email", ""),
        places=_places(said),
    )


def _places(said: Mapping[str, str]) -> tuple[Place, ...]:
    return tuple(
        Place(name, said[f"social.{key}"])
        for key, name in PLACES.items()
        if said.get(f"social.{key}")
    )
