"""What a page of the website stands in: menu, foot, and the question on cookies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from romdoul.site import consent
from romdoul.site.about import Organisation, organisation
from romdoul.site.pages.menus import Entry, entries_at, menu

# At the foot: where people look for first, and what they can do; places in the menu.
QUICK = (
    "about/impact-reports",
    "explore/research",
    "explore/media/insights",
    "explore/media/stories",
)
ACTS = ("act/report", "act/donate", "act/involved", "act/jobs")
OTHER: Mapping[str, tuple[str, str]] = {"km": ("en", "English"), "en": ("km", "ខ្មែរ")}


@dataclass(frozen=True, slots=True)
class Frame:
    """Asked for part by part, as the templates use them."""

    request: HttpRequest
    language: str

    @property
    def menu(self) -> list[Entry]:
        return menu()

    @property
    def quick(self) -> list[Entry]:
        return entries_at(QUICK)

    @property
    def acts(self) -> list[Entry]:
        return entries_at(ACTS)

    @property
    def organisation(self) -> Organisation:
        return organisation(self.language)

    @property
    def other(self) -> tuple[str, str]:
        """The other language: its code, and its name as it writes itself."""
        return OTHER[self.language]

    @property
    def other_path(self) -> str:
        """The address of what is no page of editors in the other language.

        What has no language in its address (a file, say) leads to the first page.
        """
        rest = self.request.path.removeprefix(f"/{self.language}/")
        return f"/{self.other[0]}/{rest if rest != self.request.path else ''}"

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def asks_consent(self) -> bool:
        """Whether this visitor has still to choose: all that pages differ by."""
        is_preview = getattr(self.request, "is_preview", False)
        return not is_preview and not consent.is_decided(self.request)


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the context of the website's base template.

    ``around`` is what pages of errors stand in, here and not in the form alone.
    """
    language = get_language() or "km"
    shown = Frame(request, language if language in OTHER else "km")
    return {"frame": shown, "around": "site/base.html"}
