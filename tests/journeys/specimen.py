"""Pages that show every part at once, drawn without a server for the tests of look."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template import Context, Template
from django.utils import timezone, translation

FOLDER = Path(__file__).parent / "specimens"

KHMER = {
    "title": "ប្រាប់យើងអំពីអ្វីដែលបានកើតឡើង",
    "now": "ប្រសិនបើមានគ្រោះថ្នាក់ឥឡូវនេះ",
    "text": (
        "អ្នកមិនចាំបាច់ប្រាប់ឈ្មោះរបស់អ្នកទេ។ "
        "យើងនឹងអានអ្វីដែលអ្នកសរសេរ ហើយឆ្លើយតបនៅទីនេះ។ "
        "ស្ត្រី ក្មេង ខ្ញុំ ព្រះ អង្គការ ០១២៣៤៥៦៧៨៩"
    ),
    "strong": "សំខាន់",
    "go": "បន្ត",
    "open": "បើក",
    "ref": "លេខយោង",
    "number": "ចំនួន",
    "sealed": "កំណត់ត្រាត្រូវបានបិទត្រា",
    "people": "មនុស្ស",
    "hint": "សរសេរដោយពាក្យរបស់អ្នក។ មួយប្រយោគគឺគ្រប់គ្រាន់។",
}
ENGLISH = {
    "title": "Tell us what happened",
    "now": "If there is danger now",
    "text": "You need not give your name. We read what you write and answer here.",
    "strong": "Important",
    "go": "Continue",
    "open": "Open",
    "ref": "Reference",
    "number": "Count",
    "sealed": "This record is sealed",
    "people": "People",
    "hint": "In your own words. One sentence is enough.",
}
KINDS = (
    "seeking_help",
    "threatened",
    "online_content",
    "child_in_danger",
    "concern_for_child",
    "adult_or_traveller",
    "establishment",
    "own_people",
    "other",
)


def words_of(language: str) -> dict[str, str]:
    return KHMER if language == "km" else ENGLISH


def specimen_form(words: dict[str, str], *, wrong: bool) -> forms.Form:
    """Return a form with a field of every sort; wrong ones show their errors."""

    class Specimen(forms.Form):
        kind = forms.ChoiceField(
            label=words["title"],
            choices=[(kind, f"{words['title']} {n}") for n, kind in enumerate(KINDS)],
            widget=forms.RadioSelect,
            help_text=words["hint"],
        )
        text = forms.CharField(
            label=words["title"], help_text=words["hint"], widget=forms.Textarea
        )
        phone = forms.CharField(label=words["ref"], required=False)
        shared = forms.MultipleChoiceField(
            label=words["people"],
            choices=[("a", words["people"]), ("b", words["open"])],
            widget=forms.CheckboxSelectMultiple,
        )
        pick = forms.ChoiceField(
            label=words["open"], choices=[("a", words["go"])], required=False
        )
        file = forms.FileField(label=words["number"], required=False)

    return Specimen({"text": ""}) if wrong else Specimen()


def rail_of(words: dict[str, str]) -> list[dict[str, Any]]:
    rows = (("sun", "now"), ("inbox", "title"), ("folder", "ref"), ("users", "people"))
    return [
        {
            "url": f"/{icon}/",
            "label": words[key],
            "icon": icon,
            "count": 3 if icon == "inbox" else 0,
            "current": icon == "folder",
        }
        for icon, key in rows
    ]


def context_of(language: str, *, wrong: bool = False) -> dict[str, Any]:
    """Return everything that the specimens show."""
    words, now = words_of(language), timezone.now()
    request = HttpRequest()
    request.path = f"/{language}/form/"
    request.actor = SimpleNamespace(username="kolab")  # type: ignore[attr-defined]
    times = (now - timedelta(days=2), now + timedelta(minutes=30), now_plus(now), None)
    return {
        "request": request,
        "LANGUAGE_CODE": language,
        "csrf_token": "a" * 32,
        "words": words,
        "form": specimen_form(words, wrong=wrong),
        "numbers": [
            {"label": words["people"], "number": "000"},
            {"label": words["title"], "number": "000 000 001"},
        ],
        "back_url": f"/{language}/",
        "rail": rail_of(words),
        "rows": list(
            zip(("waiting", "soon", "late", "closed"), times[::-1], strict=True)
        ),
        "late": times[0],
        "later": times[2],
    }


def now_plus(moment: datetime) -> datetime:
    return moment + timedelta(days=3)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    with translation.override(language):
        yield


def draw(world: str, language: str, *, wrong: bool = False) -> str:
    """Return the specimen of a world ("public" or "desk") as HTML."""
    source = (FOLDER / f"{world}.html").read_text()
    with speaking(language):
        return Template(source).render(Context(context_of(language, wrong=wrong)))
