"""An editor is asked to look at a word again; it stops nothing, and quotes are free."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone
from tests.site.admin import chief, editing_process
from tests.vocabulary import AVOIDED, AVOIDED_KHMER, INFORMING
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from romdoul.site.content.places import page_at
from romdoul.site.editing.words.finding import avoided, find
from romdoul.site.editing.words.looking import remarks_on
from romdoul.site.pages.models import ArticlePage

pytestmark = pytest.mark.django_db
# What each pattern that our own texts are held to would meet in an editor's.
MET = {
    r"porn": "child pornography",
    r"prostitut": "child prostitutes",
    r"child sex\b": "child sex",
    r"sex worker": "sex workers",
    r"sex touris": "sex tourism",
    r"sextort": "sextortion",
    r"paedophil": "a paedophile",
    r"pedophil": "pedophiles",
    r"monster": "monsters",
    r"predator": "a predator",
    r"person of concern": "a person of concern",
    r"rescue": "They rescued her",
    r"brothel": "brothels",
    r"ruined": "ruined",
    r"damaged": "damaged",
    r"prank": "prank calls",
    r"\bcleared\b": "he was cleared",
    r"selfie": "selfies",
    r"child perpetrator": "a child perpetrator",
}


@pytest.mark.parametrize("pattern", [one for one in AVOIDED if one != "!"])
def test_what_our_own_texts_avoid_an_editor_is_told_of(pattern: str) -> None:
    assert re.search(pattern, MET[pattern], re.IGNORECASE)
    assert find(MET[pattern])


@pytest.mark.parametrize(
    "word",
    [w for w in (*AVOIDED_KHMER, *INFORMING) if len(w) > 2 and w != "\u17d2\u178a"],
)
def test_and_in_khmer(word: str) -> None:
    assert find(f"ពាក្យ{word}នេះ")


@pytest.mark.parametrize(
    "text",
    [
        "child sex offender is the word of the law",
        "Child sexual abuse material",
        "the sale of things, a damage report",
        "He said: “They rescued her from the brothel.” Then he left.",
        "She said «សង្គ្រោះ» twice",
        'The title is "Child pornography in law"',
        "សេចក្តីរាយការណ៍",
        "ការសង្គ្រោះបឋម",
    ],
)
def test_what_may_stand_is_not_named(text: str) -> None:
    assert find(text) == []


def test_a_quotation_ends_with_its_paragraph() -> None:
    assert [one.word for one in find("“It began\nbrothel")] == ["brothel"]


def test_hidden_signs_hide_nothing() -> None:
    assert find("bro\u200bthel")
    assert find("សង្\u200bគ្រោះ")


@pytest.mark.parametrize("language", ["en", "km"])
def test_each_word_has_a_better_one_and_a_reason_in_both_languages(
    language: str,
) -> None:
    assert len(avoided(language)) > 7
    for one in avoided(language):
        assert one.use
        assert one.why.keys() == {"en", "km"}
        assert not find(one.use), one.use


def article(**fields: object) -> ArticlePage:
    parent = page_at("explore/media/news", "en")
    page = ArticlePage(
        title="A title", slug="a", published_on=timezone.localdate(), **fields
    )
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision()
    return page


def test_every_place_of_a_page_is_looked_at_and_quotations_are_not() -> None:
    page = article(
        summary="A brothel closed",
        source="Brothel News",
        body=[
            ("text", "<p>Two words.</p><p>They were <b>rescued</b> in May.</p>"),
            ("quote", {"text": "We rescued them", "who": "", "source_url": ""}),
            ("questions", {"questions": [{"question": "Sextortion?", "answer": ""}]}),
        ],
    )
    found = [(one.place, one.found.word) for one in remarks_on(page)]
    assert found == [
        ("summary", "brothel"),
        ("body, part 1: Text", "rescued"),
        ("body, part 3: Questions and answers", "Sextortion"),
    ]


@pytest.fixture
def editor() -> Iterator[Client]:
    with editing_process():
        yield chief()


def sent(body: str, **more: object) -> dict[str, object]:
    told = {
        "title": "A title",
        "slug": "a",
        "published_on": "2026-01-02",
        "body": streamfield([("text", rich_text(body))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    return nested_form_data(told | more)


def test_an_editor_is_told_after_saving_and_may_publish_all_the_same(
    editor: Client,
) -> None:
    page = article()
    told = sent("<p>A brothel.</p>")
    url = f"/pages/{page.pk}/edit/"
    shown = editor.post(url, told, follow=True).content.decode()
    assert "brothel</strong> → establishment" in shown
    assert "body, part 1: Text" in shown
    editor.post(url, told | {"action-publish": "1"})
    page.refresh_from_db()
    assert page.live


def test_what_is_saved_while_typing_is_told_once_and_not_at_every_pause(
    editor: Client,
) -> None:
    page = article()
    headers = {"accept": "application/json"}
    url = f"/pages/{page.pk}/edit/"
    editor.post(url, sent("<p>A brothel.</p>"), headers=headers)
    assert "establishment" not in editor.get(url).content.decode()


def test_nothing_is_said_of_a_page_without_such_words(editor: Client) -> None:
    page = article()
    url = f"/pages/{page.pk}/edit/"
    shown = editor.post(url, sent("<p>A road.</p>"), follow=True).content.decode()
    assert "look at again:" not in shown


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_report_lists_them_page_by_page(language: str) -> None:
    page = article(summary="A brothel closed")
    with editing_process():
        shown = chief(language).get("/reports/words/").content.decode()
    assert f"/pages/{page.pk}/edit/" in shown
    why = "Unless a court" if language == "en" else "លុះត្រាតែតុលាការ"
    assert why in shown


def test_the_report_reads_the_draft_of_a_page_that_is_out() -> None:
    page = article()
    page.get_latest_revision().publish()
    page.summary = "A brothel closed"
    page.save_revision()
    with editing_process():
        shown = chief().get("/reports/words/").content.decode()
    assert f"/pages/{page.pk}/edit/" in shown


def test_only_who_edits_sees_the_report() -> None:
    with editing_process():
        assert Client().get("/reports/words/").status_code == 302
