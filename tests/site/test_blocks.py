"""What a page is built of shows what it must, in either language."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from romdoul.site.changing import change_settings
from romdoul.site.content.loading import page_at
from romdoul.site.pages.blocks import BODY, DRAWINGS
from romdoul.site.pages.models import ArticlePage, CoursePage, TextPage
from romdoul.site.pages.templatetags.drawings import DRAWN
from romdoul.site.pages.templatetags.drawings import drawn as drawing_of

pytestmark = pytest.mark.django_db
FIGURE = {
    "value": "800",
    "unit": "children",
    "label": "were brought to safety",
    "definition": "Children whose first safe place is recorded.",
    "period": "2015 to 2024",
    "cutoff": date(2024, 12, 31),
}


def drawn(name: str, value: Any, language: str = "en") -> str:
    """Return what a page shows that has this block alone."""
    parent = page_at("about", language)
    page = TextPage(title="A page", slug="a-page", locale=parent.locale)
    page.body = [(name, value)]
    parent.add_child(instance=page)
    page.save_revision().publish()
    answer = Client().get(f"/{language}/about/a-page/").content.decode()
    return answer.partition("</h1>")[2].partition("</main>")[0]


def test_a_figure_stands_beside_what_it_counts_and_until_when() -> None:
    shown = drawn("figure", FIGURE)
    for part in ("800", "children", FIGURE["definition"], "31 December 2024"):
        assert str(part) in shown
    assert "<details" not in shown


def test_a_figure_is_written_in_khmer_digits() -> None:
    assert "៨០០" in drawn("figure", FIGURE, "km")


@pytest.mark.parametrize("language", ["en", "km"])
def test_bars_are_as_long_as_their_numbers_and_the_numbers_stand_beside(
    language: str,
) -> None:
    rows = [{"label": f"Row {n}", "value": Decimal(n)} for n in ("0", "7.5", "30")]
    chart = {"title": "A chart", "unit": "cases", "rows": rows, "source": "Us"}
    shown = drawn("chart", chart, language)
    for width in ("0", "25.0", "100"):
        assert f'<rect width="{width}' in shown
    assert shown.count("<th ") == 3
    assert ("៧.៥" if language == "km" else "7.5") in shown
    assert "style=" not in shown


def test_bars_of_nothing_are_no_error() -> None:
    rows = [{"label": "A", "value": Decimal(0)}] * 2
    assert '<rect width="0' in drawn("chart", {"title": "T", "unit": "u", "rows": rows})


def test_what_to_do_in_danger_now_comes_with_the_numbers() -> None:
    change_settings("operator", changes={"number.police": "000 222"})
    assert "000 222" in drawn("callout", {"kind": "danger", "text": "<p>Now</p>"})


def test_a_notice_that_is_none_of_danger_is_none_to_call() -> None:
    change_settings("operator", changes={"number.police": "000 222"})
    shown = drawn("callout", {"kind": "note", "text": "<p>Good to know</p>"})
    assert "000 222" not in shown
    assert 'class="note"' in shown


def test_a_link_elsewhere_tells_that_site_nothing() -> None:
    link = {"text": "Elsewhere", "address": "https://pages.example/", "about": "There"}
    shown = drawn("links", {"links": [link | {"drawing": "child"}]})
    assert 'href="https://pages.example/" rel="noreferrer"' in shown
    assert DRAWN["child"] in shown


def test_every_drawing_that_can_be_chosen_is_drawn_and_no_other() -> None:
    assert {name for name, _label in DRAWINGS} == set(DRAWN)
    assert drawing_of("none of ours") == ""


def test_every_block_has_a_template_of_its_own() -> None:
    for name, block in BODY:
        assert block.meta.template == f"pages/blocks/{name}.html"


def test_the_first_page_shows_what_is_new_in_its_language() -> None:
    news, courses = (
        page_at("explore/media/news", "en"),
        page_at("explore/courses", "en"),
    )
    for day in range(1, 6):
        article = ArticlePage(
            title=f"News of day {day}", slug=f"n{day}", published_on=date(2026, 1, day)
        )
        article.locale = news.locale
        news.add_child(instance=article)
        article.save_revision().publish()
    course = CoursePage(title="A course", slug="c", locale=courses.locale)
    courses.add_child(instance=course)
    course.save_revision().publish()
    page = Client().get("/en/").content.decode()
    assert page.index("News of day 5") < page.index("News of day 3")
    assert "News of day 2" not in page
    assert "A course" in page
    assert "News of day 5" not in Client().get("/km/").content.decode()


def test_a_page_that_leads_to_us_has_its_button_before_its_text() -> None:
    page = Client().get("/en/act/help/").content.decode().partition("<main")[2]
    button = page.index('<input type="hidden" name="kind" value="seeking_help">')
    assert button < page.index("<h2")
    assert (
        'value="seeking_help"'
        not in (Client().get("/en/act/report/").content.decode().partition("<main")[2])
    )
