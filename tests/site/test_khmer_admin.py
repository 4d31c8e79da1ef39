"""An editor who reads Khmer reads Khmer: the screens, their messages, their scripts."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize
from django.test import Client
from django.utils import translation
from tests.site.admin import chief, editing_process
from tests.vocabulary import AVOIDED_KHMER, HIDDEN
from wagtail.models import Locale

import romdoul.site.editing
from romdoul.site.content.places import page_at
from romdoul.site.pages.models import ArticlePage

pytestmark = [
    pytest.mark.django_db,
    # Of wagtail-localize's own report.
    pytest.mark.filterwarnings(
        "ignore::django.core.paginator.UnorderedObjectListWarning"
    ),
]
CATALOGUES = Path(romdoul.site.editing.__file__).parent / "locale/km/LC_MESSAGES"
DOMAINS = pytest.mark.parametrize("domain", ["django", "djangojs"])
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%s|\{\w*\}|<[^>]+>")
LATIN = re.compile(r"[A-Za-z]{2,}")
# Said to nobody who edits: names of relations, and a constraint that no form shows.
SAID_TO_NOBODY = re.compile(
    r"relationships?$|^Constraint |able to authenticate|^What's new in Wagtail"
)
SCREENS = (
    "/",
    "/pages/",
    "/pages/{news}/",
    "/pages/{page}/edit/",
    "/pages/{page}/history/",
    "/pages/{page}/copy/",
    "/pages/{page}/move/",
    "/pages/{page}/unpublish/",
    "/pages/{page}/delete/",
    "/pages/{page}/usage/",
    "/pages/{home}/add_subpage/",
    "/pages/add/pages/articlepage/{news}/",
    "/pages/search/?q=x",
    "/choose-page/",
    "/choose-external-link/",
    "/images/",
    "/images/add/",
    "/images/multiple/add/",
    "/images/chooser/",
    "/documents/",
    "/documents/add/",
    "/documents/multiple/add/",
    "/documents/chooser/",
    "/redirects/",
    "/redirects/add/",
    "/reports/locked/",
    "/reports/workflow/",
    "/reports/workflow_tasks/",
    "/reports/site-history/",
    "/reports/aging-pages/",
    "/reports/words/",
    "/reports/links/",
    "/localize/reports/translations/",
    "/localize/submit/page/{page}/",
)


@cache
def catalogue(domain: str) -> polib.POFile:
    return polib.pofile(str(CATALOGUES / f"{domain}.po"))


@cache
def said_by_others(domain: str) -> frozenset[tuple[str, str]]:
    """Return every text of Wagtail and wagtail-localize."""
    folders = [Path(one.__file__).parent for one in (wagtail, wagtail_localize)]
    files = [f for one in folders for f in one.rglob(f"locale/en/**/{domain}.po")]
    assert files
    entries = (entry for file in files for entry in polib.pofile(str(file)))
    return frozenset((entry.msgctxt or "", entry.msgid) for entry in entries)


def khmer(entry: polib.POEntry) -> str:
    return entry.msgstr or entry.msgstr_plural[0]


@DOMAINS
def test_every_text_is_whole(domain: str) -> None:
    entries = catalogue(domain)
    assert len(entries) > (900 if domain == "django" else 120)
    for entry in entries:
        said, meant = {entry.msgid, entry.msgid_plural}, khmer(entry)
        placed = {mark for one in said for mark in PLACEHOLDER.findall(one)}
        assert meant.strip(), entry.msgid
        assert meant.endswith(" ") is entry.msgid.endswith(" "), entry.msgid
        assert set(PLACEHOLDER.findall(meant)) <= placed, entry.msgid
        if not entry.msgid_plural:
            assert sorted(PLACEHOLDER.findall(meant)) == sorted(
                PLACEHOLDER.findall(entry.msgid)
            )


@DOMAINS
def test_it_is_khmer_as_our_own_is(domain: str) -> None:
    for entry in catalogue(domain):
        meant, said = khmer(entry), f"{entry.msgid} {entry.msgid_plural}".lower()
        plain = PLACEHOLDER.sub(" ", meant)
        assert not HIDDEN.search(meant)
        assert not [w for w in LATIN.findall(plain) if w.lower() not in said], meant
        assert not [word for word in AVOIDED_KHMER if word in plain], meant


@DOMAINS
def test_every_text_is_still_said(domain: str) -> None:
    """A text that Wagtail words anew would be English again without anyone's notice."""
    kept = {(entry.msgctxt or "", entry.msgid) for entry in catalogue(domain)}
    gone = kept - said_by_others(domain)
    assert len(gone) <= KNOWN_ELSEWHERE, gone


# Django's own, and what Wagtail takes from templates that its catalogue does not hold.
KNOWN_ELSEWHERE = 60


def test_scripts_say_nothing_that_is_not_translated() -> None:
    kept = {(entry.msgctxt or "", entry.msgid) for entry in catalogue("djangojs")}
    assert said_by_others("djangojs") - kept == set()


@pytest.fixture
def untranslated(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Collect what is asked for in Khmer and answered in English."""
    found: set[str] = set()
    real = translation._trans

    def note(message: str, answer: str) -> str:
        is_same = answer == message and LATIN.search(PLACEHOLDER.sub("", message))
        if is_same and translation.get_language() == "km":
            found.add(message)
        return answer

    plain, plural = real.gettext, real.ngettext
    context, both = real.pgettext, real.npgettext
    monkeypatch.setattr(real, "gettext", lambda m: note(str(m), plain(m)))
    monkeypatch.setattr(real, "pgettext", lambda c, m: note(str(m), context(c, m)))
    monkeypatch.setattr(real, "ngettext", lambda m, p, n: note(str(m), plural(m, p, n)))
    monkeypatch.setattr(
        real, "npgettext", lambda c, m, p, n: note(str(m), both(c, m, p, n))
    )
    return found


@pytest.fixture
def editor() -> Iterator[Client]:
    with editing_process():
        yield chief("km")


def test_no_screen_asks_for_a_text_that_has_no_khmer(
    editor: Client, untranslated: set[str]
) -> None:
    news = page_at("explore/media/news", "km")
    page = ArticlePage(title="ទំព័រ", slug="a", published_on="2026-01-02")
    page.locale = Locale.objects.get(language_code="km")
    news.add_child(instance=page)
    page.save_revision().publish()
    for screen in SCREENS:
        path = screen.format(news=news.pk, page=page.pk, home=page_at("", "km").pk)
        assert editor.get(path).status_code == 200, path
    said = {text for text in untranslated if not SAID_TO_NOBODY.search(text)}
    assert said == set()


def test_the_menu_leads_to_nobody_elses_pages(editor: Client) -> None:
    shown = editor.get("/").content.decode()
    assert "wagtail.org" not in shown
    assert "/docs/" not in shown


@pytest.mark.parametrize("language", ["km", "en"])
def test_a_kind_of_page_has_a_name_in_both_languages(language: str) -> None:
    with translation.override(language):
        name = str(ArticlePage._meta.verbose_name)
    assert (name == "article") is (language == "en")
