"""The search finds what is there, in both languages, and offers help first."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from tests.factories.articles import article
from wagtail.search.query import Phrase

from romdoul.site.content.places import page_at
from romdoul.site.search.finding import A_PAGE, find
from romdoul.site.search.matching import matching

pytestmark = pytest.mark.django_db


def titles(query: str, language: str = "en") -> list[str]:
    return [page.title for page in find(query, language=language).pages]


def test_a_page_is_found_by_a_word_of_its_title_first() -> None:
    assert titles("impact reports")[0] == "Impact reports"


def test_what_is_written_in_the_language_comes_first() -> None:
    found = find("Romdoul", language="km").pages
    languages = [page.locale.language_code for page in found]
    assert languages == sorted(languages, key=lambda one: one != "km")


def test_every_word_must_be_there() -> None:
    article("Zebra at the river", date(2024, 1, 1))
    assert titles("zebra river") == ["Zebra at the river"]
    assert titles("zebra mountain") == []


def test_the_small_words_of_a_question_need_not_be_there() -> None:
    article("Zebra at the river", date(2024, 1, 1))
    assert titles("where is my zebra?") == ["Zebra at the river"]
    assert titles("those zebras") == ["Zebra at the river"]
    assert "Where is" not in titles("where is")


def test_khmer_asked_for_by_its_noun_is_found_by_its_verb() -> None:
    article("នគរបាលស៊ើបអង្កេត", date(2024, 1, 1), language="km")
    assert "នគរបាលស៊ើបអង្កេត" in titles("ការស៊ើបអង្កេត", "km")
    article("ងារថ្មី", date(2024, 1, 1), language="km")
    assert "ងារថ្មី" not in titles("ការងារ", "km")


def test_a_spelling_that_looks_the_same_finds_the_same() -> None:
    article("ស្ត្រីនិងឪពុកម្តាយ", date(2024, 1, 1), language="km")
    for spelt in ("ស្រ្តី", "ឪពុកម្ដាយ", "ឪពុក\u200bម្តាយ"):
        assert "ស្ត្រីនិងឪពុកម្តាយ" in titles(spelt, "km"), spelt


def test_a_draft_and_a_withdrawn_page_are_not_found() -> None:
    article("Zebra in a draft", date(2024, 1, 1), live=False)
    out = article("Zebra in the news", date(2024, 1, 1))
    assert titles("zebra") == ["Zebra in the news"]
    out.unpublish()
    assert titles("zebra") == []


def test_what_stands_higher_on_the_website_comes_before_what_is_newer() -> None:
    article("A hotline for zebras", date(2024, 1, 1))
    found = titles("hotline")
    assert found[:2] == ["Hotline", "A hotline for zebras"]
    assert found.index("Our work") < found.index("Our team")


def test_a_result_shows_its_summary() -> None:
    shown = Client().post("/en/search/", {"q": "donate"}).content.decode()
    page = page_at("act/donate", "en")
    assert page is not None
    assert escape(page.specific.summary) in shown


def test_results_go_on_page_by_page() -> None:
    for number in range(A_PAGE + 5):
        article(f"Zebra {number}", date(2024, 1, 1))
    first, second = (find("zebra", language="en", number=n) for n in (1, 2))
    assert (first.count, first.has_more, second.has_more) == (A_PAGE + 5, True, False)
    assert len({page.pk for page in (*first.pages, *second.pages)}) == A_PAGE + 5


ODD = (
    *("", " ", '"', "OR", "AND NOT", "*", "a" * 5000, "()", "NEAR(a b)", "title:x"),
    *("'; DROP TABLE", "\x00", "\u17d2", "\u200b"),
)


@pytest.mark.parametrize("query", ODD)
def test_no_query_is_too_odd(query: str) -> None:
    assert Client().post("/en/search/", {"q": query}).status_code == 200


def test_what_is_typed_goes_by_post_and_stands_in_no_address() -> None:
    page = Client().get("/en/search/").content.decode()
    forms = page.count('role="search"')
    assert forms
    assert (
        page.count('role="search" method="post"')
        + page.count('method="post" action="/en/search/"')
        >= forms
    )


def test_to_words_of_distress_help_comes_before_results() -> None:
    shown = Client().post("/en/search/", {"q": "he hurts me"}).content.decode()
    assert shown.index("You can talk to us") < shown.index("What are you looking for?")
    khmer = Client().post("/km/search/", {"q": "ជួយខ្ញុំផង"}).content.decode()
    assert "អ្នកអាចនិយាយជាមួយយើងបាន" in khmer
    other = Client().post("/en/search/", {"q": "donate"}).content.decode()
    assert "You can talk to us" not in other


def test_what_was_typed_is_said_again_and_nothing_in_it_runs() -> None:
    shown = Client().post("/en/search/", {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in shown
    assert "&lt;script&gt;" in shown


def test_a_search_asks_the_store_as_often_for_many_as_for_few() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().post("/en/search/", {"q": "zebra"})
        return len(asked)

    article("Zebra 1", date(2024, 1, 1))
    queries()
    few = queries()
    for number in range(25):
        article(f"Zebra {number}", date(2024, 1, 1))
    # What is read anew every few seconds is no part of a search.
    queries()
    assert queries() <= few + 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is SQLite's")
def test_a_search_reads_no_text_of_what_it_finds() -> None:
    plan = matching(Phrase("zebra0")).explain()
    entries = [step for step in plan.splitlines() if " V0 " in step]
    assert len(entries) == 1
    assert "COVERING INDEX wagtailsearch_indexentry_content_type_id" in entries[0]
