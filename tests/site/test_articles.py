"""Articles in their lists, one after another, at the same cost however many."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.articles import NEWS, article

from romdoul.site import values
from romdoul.site.content.places import page_at
from romdoul.site.counting import counted
from romdoul.site.counting.models import Tally
from romdoul.site.news.selection import Selection, selection_of
from romdoul.site.news.sharing import links
from romdoul.site.pages import editions
from romdoul.site.pages.kept import pages

pytestmark = pytest.mark.django_db
INDEX = f"/en/{NEWS}/"


def shown(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def many(number: int) -> None:
    first = date(2024, 1, 1)
    for day in range(number):
        article(f"Article {day:03}", first + timedelta(days=day))


def test_the_newest_stands_first() -> None:
    article("An older one", date(2024, 1, 1))
    article("A newer one", date(2025, 1, 1))
    page = shown(INDEX)
    assert page.index("A newer one") < page.index("An older one")


def test_a_list_goes_on_without_losing_or_repeating_one() -> None:
    many(30)
    path, found = INDEX, []
    for _ in range(3):
        page = shown(path)
        found += [f"Article {n:03}" for n in range(30) if f">Article {n:03}<" in page]
        older = page.partition('class="button second" href="')[2].partition('"')[0]
        path = older
    assert not older
    assert sorted(found) == [f"Article {n:03}" for n in range(30)]


def test_articles_of_one_day_are_all_reached() -> None:
    for number in range(14):
        article(f"Same day {number:02}", date(2024, 5, 5))
    first = shown(INDEX)
    second = shown(first.partition('class="button second" href="')[2].partition('"')[0])
    for number in range(14):
        assert (f">Same day {number:02}<" in first) != (
            f">Same day {number:02}<" in second
        )


def test_a_year_and_a_tag_choose() -> None:
    article("Of last year", date(2024, 3, 1), tags=("training",))
    article("Of this year", date(2025, 3, 1), tags=("court",))
    assert "Of last year" in shown(f"{INDEX}2024/")
    assert "Of this year" not in shown(f"{INDEX}2024/")
    tagged = shown(f"{INDEX}tag/court/")
    assert "Of this year" in tagged
    assert "Of last year" not in tagged
    assert "Of last year" in shown(f"{INDEX}2024/tag/training/")


@pytest.mark.parametrize(
    "path",
    ["3024/", "tag/", "before/2024-13-01-1/", "2024/x/", "tag/none/", "1999/"],
)
def test_an_address_that_chooses_nothing_is_no_page(path: str) -> None:
    assert Client().get(f"{INDEX}{path}").status_code == 404


def test_a_date_is_written_in_the_readers_digits() -> None:
    page = article("អត្ថបទមួយ", date(2024, 3, 17), language="km")
    for path in (f"/km/{NEWS}/", page.url):
        assert "១៧ ខែ មីនា ឆ្នាំ ២០២៤" in shown(path)


def test_a_draft_stands_in_no_list_and_no_feed() -> None:
    article("Not out yet", date(2025, 1, 1), live=False)
    assert "Not out yet" not in shown(INDEX)
    assert "Not out yet" not in shown("/en/news.xml")


def test_an_article_names_the_ones_beside_it() -> None:
    article("The first", date(2024, 1, 1))
    middle = article("The middle", date(2024, 1, 2))
    article("The last", date(2024, 1, 3))
    page = shown(middle.url)
    assert page.index("Previous article") < page.index("The first")
    assert page.index("Next article") < page.index("The last")


def test_how_often_it_was_read_is_said() -> None:
    page = article("A read one", date(2024, 1, 1))
    Tally.objects.create(
        kind="view", subject=str(page.translation_key), on="2024-01-02", number=388
    )
    assert "388 views" in shown(page.url)


def test_the_feed_is_of_its_language() -> None:
    article("In English", date(2024, 1, 1))
    article("ជាភាសាខ្មែរ", date(2024, 1, 1), language="km")
    feed = ET.fromstring(shown("/en/news.xml"))  # noqa: S314 - our own
    titles = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert "In English" in titles
    assert "ជាភាសាខ្មែរ" not in titles


def test_to_pass_it_on_nothing_runs_and_nothing_is_loaded() -> None:
    page = article("To be shared", date(2024, 1, 1))
    text = shown(page.url)
    assert "https://t.me/share/url?url=http%3A%2F%2Ftestserver%2Fen%2F" in text
    assert "<iframe" not in text
    assert {link.name for link in links("A & b", "https://a.example/")} >= {"Telegram"}


def test_a_list_asks_the_store_as_often_for_many_as_for_few() -> None:
    def queries(path: str) -> int:
        for kept in (pages, values, editions):
            kept.forget()
        with CaptureQueriesContext(connection) as asked:
            shown(path)
        return len(asked)

    many(13)
    shown(INDEX)
    few = queries(INDEX)
    many_more = [article(f"More {n}", date(2023, 1, 1), tags=("a", f"t{n}"))
                 for n in range(20)]  # fmt: skip
    assert queries(INDEX) <= few + 1
    one = queries(many_more[3].url)
    assert one <= 25
    assert queries(many_more[10].url) == one


def test_the_list_of_articles_is_counted_as_one_page() -> None:
    article("Of that year", date(2024, 3, 1))
    browser = {"user-agent": "Mozilla/5.0 Chrome/120"}
    Client().get(INDEX, headers=browser)
    Client().get(f"{INDEX}2024/", headers=browser)
    counted.flush()
    subject = str(page_at(NEWS, "en").translation_key)
    assert counted.total(Tally.Kind.VIEW, subject) == 2


SELECTIONS = st.builds(
    Selection,
    year=st.none() | st.integers(1900, 2099),
    tag=st.from_regex(r"[a-z0-9-]{0,20}", fullmatch=True),
    before=st.none() | st.tuples(st.dates(date(1000, 1, 1)), st.integers(1, 10**17)),
)


@given(SELECTIONS)
def test_every_choice_has_an_address_that_says_it(selection: Selection) -> None:
    parts = [part for part in selection.path.split("/") if part]
    assert selection_of(parts) == (selection if parts else None)


@given(st.lists(st.text(max_size=12), max_size=5))
def test_no_address_is_too_odd(parts: list[str]) -> None:
    found = selection_of(parts)
    assert found is None or selection_of(found.path.strip("/").split("/")) == found
