"""Why a page does not go out, in words for whoever asked for it."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from romdoul.kernel.errors import Refused


class Explained(Refused):
    """A refusal that says what to do instead, on the page whose key is ``page``."""

    RIGHT: ClassVar[str] = "page:publish"
    WORDS: ClassVar[str | Promise] = ""

    def __init__(self, page: int) -> None:
        super().__init__(self.RIGHT, f"page-{page}")
        self.page = page

    def __str__(self) -> str:
        return str(self.WORDS)


class NoWords(Explained):
    """It holds pictures that nothing says in words."""

    def __init__(self, page: int, places: Sequence[str]) -> None:
        super().__init__(page)
        self.places = places

    def __str__(self) -> str:
        told = gettext("These pictures have no words: %(places)s.")
        return told % {"places": "; ".join(self.places)}


class HoldsAccount(Explained):
    """It holds what looks like an account to give to."""

    def __init__(self, page: int, accounts: Sequence[str]) -> None:
        super().__init__(page)
        self.accounts = accounts

    def __str__(self) -> str:
        told = gettext(
            "This looks like an account to give to: %(accounts)s. An account stands on "
            "the page on giving alone, which two people let out. Take it out here, and "
            "lead to that page. If it is something else, say what right before it."
        )
        return told % {"accounts": "; ".join(self.accounts)}


class NotCleared(Explained):
    """A story lacks a consent or a second person's review."""

    RIGHT = "story:publish"

    def __init__(self, page: int, lacks: Sequence[str]) -> None:
        super().__init__(page)
        self.lacks = lacks

    def __str__(self) -> str:
        return " ".join(self.lacks)


class NeedsSecondPerson(Explained):
    """How to give goes out by the word of somebody who wrote nothing of it."""

    RIGHT = "giving:publish"
    WORDS = _(
        "This page says how to give, so somebody who wrote nothing of it must publish "
        "it. Your text is kept as a draft."
    )


class TranslatedByHand(Explained):
    """Side by side, how to give would be one person's work that seems another's."""

    RIGHT = "giving:translate"
    WORDS = _(
        "The page on giving is not translated side by side: write it in each language, "
        "so that a second person reads both before they go out."
    )
