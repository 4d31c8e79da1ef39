"""Reports and materials stand in lists of pages, at the same cost however many."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.articles import NEWS, article

from romdoul.site.content.places import page_at
from romdoul.site.news import listing as news_listing
from romdoul.site.pages import editions
from romdoul.site.pages.kept import pages
from romdoul.site.pages.models import MaterialPage, ReportPage
from romdoul.site.papers.listing import A_PAGE

pytestmark = pytest.mark.django_db
REPORTS, GUIDES = "about/impact-reports", "explore/guides"
PLACES = {
    REPORTS: ReportPage,
    "explore/research": ReportPage,
    GUIDES: MaterialPage,
    "explore/campaigns": MaterialPage,
    "explore/resources/materials": MaterialPage,
    NEWS: None,
}
FIRST = date(2020, 1, 1)
OLDER, NEWER = ' rel="next">Older</a>', 'rel="prev" href="'


def placed(place: str, title: str, day: date, **told: object) -> Any:
    """Return a paper that is out, without the document that publishing makes."""
    if PLACES[place] is None:
        return article(title, day)
    parent = page_at(place, "en")
    slug = title.lower().replace(" ", "-")
    page = PLACES[place](
        title=title, slug=slug, locale=parent.locale, published_on=day, **told
    )
    parent.add_child(instance=page)
    return page


def many(place: str, number: int) -> list[str]:
    """Add so many, the oldest first; return their titles, the newest first."""
    titles = [f"Paper {one:03}" for one in range(number)]
    for one, title in enumerate(titles):
        # Some stand on one day.
        placed(place, title, FIRST + timedelta(days=one // 3))
    told_anew()
    return titles[::-1]


def told_anew() -> None:
    editions.begin_next()
    pages.forget()


def shown(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def older(page: str) -> str:
    before = page.partition(OLDER)[0] if OLDER in page else ""
    return before.rpartition('href="')[2].rstrip('"')


def newer(page: str) -> str:
    return page.partition(NEWER)[2].partition('"')[0]


def pages_of(path: str) -> Iterator[str]:
    while path:
        page = shown(path)
        yield page
        path = older(page)


def titles_in(page: str, titles: list[str]) -> list[str]:
    there = [title for title in titles if f">{title}<" in page]
    return sorted(there, key=lambda title: page.index(f">{title}<"))


@pytest.mark.parametrize("place", PLACES)
def test_a_list_goes_on_without_losing_or_repeating_one(place: str) -> None:
    titles = many(place, 3 * A_PAGE)
    found = [titles_in(page, titles) for page in pages_of(f"/en/{place}/")]
    assert [title for part in found for title in part] == titles
    assert all(len(part) <= A_PAGE for part in found)


@pytest.mark.parametrize("place", PLACES)
def test_the_way_back_leads_over_the_same_pages(place: str) -> None:
    titles = many(place, 3 * A_PAGE)
    there = [titles_in(page, titles) for page in pages_of(f"/en/{place}/")]
    page = list(pages_of(f"/en/{place}/"))[-1]
    back = [titles_in(page, titles)]
    while path := newer(page):
        page = shown(path)
        back.append(titles_in(page, titles))
    assert path == ""
    assert back[::-1] == there
    assert newer(shown(f"/en/{place}/")) == ""


@pytest.mark.parametrize("place", PLACES)
def test_what_is_added_at_the_top_moves_nothing_further_down(place: str) -> None:
    titles = many(place, 2 * A_PAGE)
    second = older(shown(f"/en/{place}/"))
    before = titles_in(shown(second), titles)
    placed(place, "Added since", date(2026, 11, 1))
    told_anew()
    assert titles_in(shown(second), titles) == before
    page = shown(second)
    while path := newer(page):
        page = shown(path)
    assert ">Added since<" in page


@pytest.mark.parametrize("place", PLACES)
def test_before_the_oldest_there_is_nothing_and_a_way_back(place: str) -> None:
    titles = many(place, 2)
    page = shown(f"/en/{place}/before/1999-01-01-1/")
    assert "There is nothing older here." in page
    assert titles_in(page, titles) == []
    assert titles_in(shown(newer(page)), titles) == titles
    assert older(page) == ""


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "path",
    ["before/", "before/2024-13-01-1/", "before/x/", "before/2024-01-01-1/more/"],
)
def test_an_address_that_names_no_place_is_no_page(place: str, path: str) -> None:
    many(place, 2)
    assert Client().get(f"/en/{place}/{path}").status_code == 404


def test_an_empty_list_says_so() -> None:
    for page in page_at(REPORTS, "en").get_children():
        page.delete()
    told_anew()
    assert "There is nothing here yet." in shown(f"/en/{REPORTS}/")


def test_what_was_chosen_stays_chosen_from_page_to_page() -> None:
    for number in range(2 * A_PAGE):
        kind = "evaluation" if number % 2 else "impact"
        day = FIRST + timedelta(days=number)
        placed(REPORTS, f"Paper {number:03}", day, report_kind=kind)
    for number in range(A_PAGE):
        day = FIRST - timedelta(days=number + 1)
        placed(REPORTS, f"Earlier {number:03}", day, report_kind="evaluation")
    told_anew()
    index = f"/en/{REPORTS}/kind/evaluation/"
    first = shown(index)
    assert f'<p role="status">{2 * A_PAGE} found</p>' in first
    assert older(first).startswith(f"{index}before/")
    second = shown(older(first))
    assert newer(second) == index
    assert ">Earlier 000<" in second
    assert ">Paper 000<" not in first + second
    assert f"({2 * A_PAGE})" in second


def test_what_is_withdrawn_is_in_no_list() -> None:
    page = placed(GUIDES, "A guide", FIRST)
    told_anew()
    assert ">A guide<" in shown(f"/en/{GUIDES}/")
    page.unpublish()
    pages.forget()
    assert ">A guide<" not in shown(f"/en/{GUIDES}/")


@pytest.mark.parametrize("place", PLACES)
def test_any_page_of_a_list_asks_as_often_however_long_it_is(place: str) -> None:
    def cost(path: str) -> int:
        pages.forget()
        with CaptureQueriesContext(connection) as asked:
            shown(path)
        return len(asked)

    titles = many(place, A_PAGE + 2)
    index = f"/en/{place}/"
    paths = index, older(shown(index))
    few = [cost(path) for path in paths]
    for number in range(2 * A_PAGE):
        placed(place, f"More {number}", date(2025, 1, 1) + timedelta(days=number))
    told_anew()
    news_listing.forget()
    shown(index)
    assert [cost(path) for path in paths] == few
    assert titles_in(shown(paths[1]), titles)
