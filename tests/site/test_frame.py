"""What stands around every page: the ways to us, the menu, the language, the foot."""

import re

import pytest
from django.test import Client
from django.urls import resolve

from romdoul.config.urls import public
from romdoul.kernel.errors import BadInput
from romdoul.site.changing import change_settings
from romdoul.site.content.loading import page_at
from romdoul.site.pages import editions

pytestmark = pytest.mark.django_db
PAGES = ("/en/", "/en/about/mission/", "/en/act/help/", "/en/explore/media/news/")


def shown(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_tell_us_ask_for_help_and_the_way_out_come_before_all_else(path: str) -> None:
    before = shown(path).partition("<header")[0]
    for way in ("Tell us", "Ask for help", "Leave this page"):
        assert way in before


def test_at_the_top_stand_a_telephone_number_and_an_address_where_they_are_set() -> (
    None
):
    assert 'class="reach"' not in shown("/en/")
    change_settings(
        "operator",
        changes={
            "contact.phone": "000 000 000",
            "contact.email": "us@romdoul.example",
        },
    )
    top = shown("/en/").partition('<header class="site">')[2].partition("</header>")[0]
    assert '<a href="tel:000000000">000 000 000</a>' in top
    assert '<a href="mailto:us@romdoul.example">us@romdoul.example</a>' in top


def test_the_menu_leads_to_every_part_and_says_where_one_is() -> None:
    page = shown("/en/about/team/")
    for part in ("about", "work", "act", "explore", "explore/media/stories"):
        assert f'href="/en/{part}/"' in page
    assert page.count('aria-current="page"') == 1
    assert 'href="/en/about/team/" aria-current="page"' in page


def test_a_page_names_those_above_it() -> None:
    way = shown("/en/explore/media/news/").partition('class="way"')[2]
    above = re.findall(r'<a href="([^"]+)"', way.partition("</nav>")[0])
    assert above == ["/en/explore/", "/en/explore/media/"]


def test_the_language_keeps_the_page_even_under_another_address() -> None:
    twin = page_at("about/team", "km")
    twin.slug = "krom"
    twin.save()
    editions.begin_next()
    assert '<a href="/km/about/krom/" lang="km"' in shown("/en/about/team/")
    assert '<a href="/en/about/team/" lang="en"' in shown("/km/about/krom/")


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/km/cookies/", "/en/cookies/"),
        ("/km/nothing-here/", "/en/nothing-here/"),
        ("/files/9999/none.pdf", "/en/"),
    ],
)
def test_what_no_editor_wrote_leads_to_itself_or_home_in_the_other_language(
    path: str, other: str
) -> None:
    page = Client(headers={"accept-language": "km"}).get(path).content.decode()
    assert f'href="{other}" lang="en"' in page


def test_the_foot_says_what_is_set_and_nothing_that_is_not() -> None:
    bare = shown("/en/")
    assert "Founded in" not in bare
    assert "mailto:" not in bare
    assert "Follow us" not in bare
    change_settings(
        "operator",
        changes={
            "organisation.since": "2003",
            "organisation.about.km": "យើងការពារកុមារ",
            "contact.email": "office@romdoul.example",
            "social.telegram": "https://telegram.example/us",
        },
    )
    page = shown("/en/")
    for word in ("Founded in 2003", "mailto:office@romdoul.example", ">Telegram<"):
        assert word in page
    assert "យើងការពារកុមារ" not in page
    khmer = shown("/km/")
    assert "យើងការពារកុមារ" in khmer
    assert "២០០៣" in khmer


def test_the_foot_leads_to_what_people_look_for_and_can_do() -> None:
    foot = shown("/en/").partition("<footer")[2]
    for place in ("about/impact-reports", "explore/research", "act/donate", "act/jobs"):
        assert f'href="/en/{place}/"' in foot


def test_what_the_frame_writes_out_leads_somewhere() -> None:
    page = shown("/en/about/mission/")
    written = set(re.findall(r'(?:href|action)="(/en/[^"]*)"', page))
    assert {"/en/tell/", "/en/phone/", "/en/"} <= written
    for path in written:
        assert resolve(path, public)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("contact.email", "nobody"),
        ("organisation.since", "long ago"),
        ("social.facebook", "http://facebook.example/us"),
    ],
)
def test_a_wrong_value_is_not_set(key: str, value: str) -> None:
    with pytest.raises(BadInput):
        change_settings("operator", changes={key: value})
    assert value not in shown("/en/").partition("<footer")[2]
