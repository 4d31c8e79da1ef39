"""What a browser may keep: nothing before a choice, and then the choice alone."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from romdoul.intake.box_cookie import BOX
from romdoul.intake.draft import COOKIE as DRAFT
from romdoul.intake.left import LEFT
from romdoul.site import consent
from romdoul.site.consent_words import KEPT
from romdoul.site.learning import progress

pytestmark = pytest.mark.django_db
PAGE = "/en/about/mission/"


def choose(client: Client, do: str, *allow: str, back: str = PAGE) -> HttpResponse:
    told = {"do": do, "allow": allow, "back": back}
    return client.post("/en/cookies/", told)  # type: ignore[return-value]


def held(client: Client) -> frozenset[str]:
    request = RequestFactory().get("/en/")
    request.COOKIES = {k: v.value for k, v in client.cookies.items()}
    return consent.chosen(request)


@pytest.mark.parametrize(
    ("do", "allow", "on"),
    [
        ("accept", (), {"functional", "preferences", "statistics", "marketing"}),
        ("deny", (), {"functional"}),
        ("save", ("statistics",), {"functional", "statistics"}),
        ("save", (), {"functional"}),
        ("save", ("everything",), {"functional"}),
        ("", ("marketing",), {"functional"}),
    ],
)
def test_what_is_chosen_is_on_and_nothing_else(
    do: str, allow: tuple[str, ...], on: set[str]
) -> None:
    client = Client()
    answer = choose(client, do, *allow)
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert held(client) == on


def test_nothing_is_kept_until_somebody_chooses() -> None:
    client = Client()
    for page in (PAGE, "/en/cookies/", "/"):
        assert not client.get(page).cookies
    assert held(client) == {"functional"}


def test_the_choice_ends_with_the_browser_unless_preferences_are_kept() -> None:
    client = Client()
    choose(client, "save", "statistics")
    assert client.cookies[consent.COOKIE]["max-age"] == ""
    choose(client, "accept")
    morsel = client.cookies[consent.COOKIE]
    assert morsel["max-age"] == 180 * 24 * 3600
    assert (morsel["httponly"], morsel["samesite"]) == (True, "Strict")


def test_the_question_is_asked_once_and_the_rest_of_the_page_stays_the_same() -> None:
    client = Client()
    asked = client.get(PAGE).content.decode()
    choose(client, "deny")
    decided = client.get(PAGE).content.decode()
    before, question, after = asked.partition('<section class="consent"')
    assert question
    assert decided == before + after.partition("</section>\n")[2]


def test_a_choice_is_shown_and_can_be_changed_at_any_time() -> None:
    client = Client()
    choose(client, "save", "statistics")
    page = client.get("/en/cookies/").content.decode()
    assert 'value="statistics" aria-describedby="about-statistics" checked' in page
    assert page.count(" checked") == 1
    choose(client, "deny")
    assert " checked" not in client.get("/en/cookies/").content.decode()


def test_every_page_leads_to_the_settings() -> None:
    client = Client()
    choose(client, "deny")
    assert 'href="/en/cookies/"' in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example/", "//elsewhere.example/", "/en/\\x", "/en/\r\nA: b"],
)
def test_a_choice_leads_back_to_no_other_site(back: str) -> None:
    assert choose(Client(), "deny", back=back)["Location"] == "/en/cookies/"


def test_preferences_remember_the_language() -> None:
    client = Client(headers={"accept-language": "en"})
    client.post("/km/cookies/", {"do": "deny"})
    assert client.get("/")["Location"] == "/en/"
    client.post("/km/cookies/", {"do": "accept"})
    assert client.get("/")["Location"] == "/km/"


@pytest.mark.parametrize("value", ["", "x", "ps", "sp.km", "psm.fr", "0.km;p"])
def test_a_cookie_that_is_none_of_ours_decides_nothing(value: str) -> None:
    request = RequestFactory().get("/en/")
    request.COOKIES = {consent.COOKIE: value}
    assert not consent.is_decided(request)
    assert consent.chosen(request) == {"functional"}


@pytest.mark.parametrize(
    ("value", "counted"),
    [("", True), ("0.en", False), ("pm.en", False), ("s.km", True)],
)
def test_whoever_chose_without_statistics_is_not_counted(
    value: str, *, counted: bool
) -> None:
    request = RequestFactory().get("/en/")
    request.COOKIES = {consent.COOKIE: value}
    assert consent.may_count(request) is counted


def test_every_cookie_of_ours_is_on_the_page_about_them() -> None:
    names = {consent.COOKIE, DRAFT.name, BOX.name, LEFT, progress.NAME}
    assert {one.name for one in KEPT} == names
