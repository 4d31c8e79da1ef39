"""The editors' reports look through every page, some at each turn, at a known cost."""

from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.articles import article
from tests.site.admin import chief, editing_process
from wagtail.models import Page

from romdoul.site.editing import turning
from romdoul.site.editing.turning import Turn
from romdoul.site.editing.words import views as words

pytestmark = pytest.mark.django_db
WORDS, LINKS = "/reports/words/", "/reports/links/"
GONE = '<p><a linktype="page" id="999999">Gone</a></p>'
FEW = 25


@pytest.fixture
def editor() -> Iterator[Client]:
    with editing_process():
        yield chief()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a turn be shorter than the website is."""
    monkeypatch.setattr(turning, "A_TURN", FEW)


def shown(editor: Client, path: str) -> str:
    answer = editor.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def further(page: str) -> str:
    """Return where the next turn is, or an empty text."""
    return unescape(page.partition('<a class="button" href="')[2].partition('"')[0])


def every_turn(editor: Client, path: str) -> list[str]:
    found = [shown(editor, path)]
    while place := further(found[-1]):
        found.append(shown(editor, f"{path}{place}"))
    return found


def test_the_turns_come_to_every_page_once(short: None) -> None:
    pages = Page.objects.filter(depth__gt=1)
    found, after, first = [], "", 1
    while True:
        turn = Turn.of(pages, after)
        assert (turn.first, turn.whole) == (first, pages.count())
        found += [page.pk for page in turn.pages]
        assert turn.last == len(found)
        if not (after := turn.further):
            break
        first = turn.last + 1
    assert found == list(pages.order_by("path").values_list("pk", flat=True))


def test_what_is_added_meanwhile_moves_no_turn(short: None) -> None:
    pages = Page.objects.filter(depth__gt=1)
    place = Turn.of(pages, "").further
    ahead = [page.pk for page in Turn.of(pages, place).pages]
    pages.order_by("path")[5].specific.delete()
    assert [page.pk for page in Turn.of(pages, place).pages] == ahead


@pytest.mark.parametrize("after", ["", "x", "../", "0001'--", "\x00", "1" * 300, "0"])
def test_what_is_no_place_begins_at_the_first_page(after: str, short: None) -> None:
    turn = Turn.of(Page.objects.filter(depth__gt=1), after)
    assert (turn.first, turn.after, len(turn.pages)) == (1, "", FEW)


def test_after_the_last_page_there_is_nothing_to_look_at(editor: Client) -> None:
    for path in (WORDS, LINKS):
        page = shown(editor, f"{path}?after=ZZZZ")
        assert "Looked at" not in page
        assert "Begin again" in page
        assert "Look at the next pages" not in page


def test_a_word_is_found_at_the_turn_of_its_page(editor: Client, short: None) -> None:
    page = article("A brothel closed", date(2026, 1, 2))
    turns = every_turn(editor, WORDS)
    edit = f"/pages/{page.pk}/edit/"
    assert sum(edit in turn for turn in turns) == 1
    assert "None of these pages holds such a word." in turns[0]
    whole = Page.objects.filter(depth__gt=1).count()
    assert f"Looked at 1 to {FEW} of {whole} pages." in turns[0]
    assert f" to {whole} of {whole} pages." in turns[-1]


def test_a_link_is_found_at_the_turn_of_its_page(editor: Client, short: None) -> None:
    page = article("A page", date(2026, 1, 2))
    page.body = [("text", GONE)]
    page.save_revision().publish()
    turns = every_turn(editor, LINKS)
    assert sum("leads to a page that is not there" in turn for turn in turns) == 1
    assert "On these pages every link within the website leads" in turns[0]


def test_a_website_of_one_turn_is_told_as_a_whole(editor: Client) -> None:
    page = shown(editor, WORDS)
    whole = Page.objects.filter(depth__gt=1).count()
    assert f"Looked at 1 to {whole} of {whole} pages." in page
    assert "No page holds such a word." in page
    assert further(page) == ""
    assert "Begin again" not in page


def test_who_notes_a_link_comes_back_to_the_same_turn(
    editor: Client, short: None
) -> None:
    page = article("A page", date(2026, 1, 2))
    page.source_url = "https://paper.example/a"
    page.save_revision().publish()
    for turn in every_turn(editor, LINKS):
        if "https://paper.example/a" in turn:
            break
    place = turn.partition('name="after" value="')[2].partition('"')[0]
    assert place
    sent = {"address": "https://paper.example/a", "after": place}
    answer = editor.post(f"{LINKS}confirm/", sent)
    assert answer.url == f"{LINKS}?after={place}"
    assert "Somebody looked on" in shown(editor, answer.url)
    odd = editor.post(f"{LINKS}confirm/", sent | {"after": "//elsewhere.example"})
    assert odd.url == LINKS


@pytest.mark.parametrize("path", [WORDS, LINKS])
def test_a_turn_reads_as_many_pages_and_asks_as_often_however_many_there_are(
    editor: Client, short: None, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    remarks = words.remarks_on
    monkeypatch.setattr(
        words, "remarks_on", lambda page: read.append(page) or remarks(page)
    )

    def cost() -> int:
        read.clear()
        with CaptureQueriesContext(connection) as asked:
            shown(editor, path)
        assert len(read) == (FEW if path == WORDS else 0)
        return len(asked)

    cost()
    few = cost()
    for number in range(FEW):
        article(f"Article {number}", date(2026, 1, 2))
    assert cost() == few
