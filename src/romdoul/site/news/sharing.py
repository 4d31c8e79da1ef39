"""Links by which a visitor passes an article on. None of them runs anything here."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Link:
    """A way to pass an address on."""

    name: str
    url: str


def links(title: str, address: str) -> Sequence[Link]:
    """Return the ways to pass an article on; the visitor's click is all they send."""
    return (
        Link("Telegram", _url("https://t.me/share/url", url=address, text=title)),
        Link("Facebook", _url("https://www.facebook.com/sharer/sharer.php", u=address)),
        Link("WhatsApp", _url("https://wa.me/", text=f"{title} {address}")),
        Link(_("E-mail"), _url("mailto:", subject=title, body=address)),
    )


def _url(base: str, **parameters: str) -> str:
    # Mail programs take a plus for a plus.
    return f"{base}?{urlencode(parameters).replace('+', '%20')}"
