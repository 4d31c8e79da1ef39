"""The organisation's settings of its public pages, as they stand now."""

import time
from functools import lru_cache

from romdoul.site.models import SiteSetting

FRESH_SECONDS = 20


def current() -> dict[str, str]:
    """Return every setting by its name, read anew every ``FRESH_SECONDS``.

    ``number.police``, ``number.child_helpline``, ``number.hotline``: telephone
    numbers; ``exit.address``: the neutral https address that leaving leads to;
    ``organisation.km``, ``organisation.en``: the organisation's public name. At the
    foot of every page, each in ``.km`` and ``.en``: ``organisation.about``, what it
    does; ``organisation.vision``; ``organisation.registration``, where and under which
    number it is registered; ``contact.address``. And ``organisation.since``, the year;
    ``contact.phone``, ``contact.email``; ``social.facebook``, ``.telegram``,
    ``.youtube``, ``.tiktok``, ``.instagram``, ``.linkedin``: addresses elsewhere.
    ``site.address``: this website's own https address, for documents. How to give:
    ``give.bank``, ``give.account.name``, ``.number``, ``.currency``, ``give.swift``;
    ``give.khqr.account``, ``.name``, ``.city``, ``.currency`` of the code;
    ``give.link.name``, ``.address``, somebody who takes gifts for us. These stand after
    a second person confirmed them; until then they begin with ``waiting.``.
    """
    return dict(_read(int(time.monotonic() / FRESH_SECONDS)))


def mark() -> int:
    """Return a number that is another one when a setting is."""
    return _mark(_read(int(time.monotonic() / FRESH_SECONDS)))


def forget() -> None:
    """Let the next question read the settings anew (after one was changed)."""
    _read.cache_clear()


@lru_cache(maxsize=2)
def _mark(settings: tuple[tuple[str, str], ...]) -> int:
    return hash(settings)


@lru_cache(maxsize=1)
def _read(_period: int) -> tuple[tuple[str, str], ...]:
    return tuple(SiteSetting.objects.values_list("key", "value"))
