"""A stranger tells us something with JavaScript: sealed before it leaves the phone."""

import re

import pytest
from playwright.sync_api import Page, Request, expect
from tests.journeys.browsing import Watch, violations
from tests.journeys.conftest import Phones
from tests.journeys.serving import Installation

WORDS = "The quizzacious neighbour wrote this."
HOURS = "flibbertigibbet o'clock"
NUMBER = "012 345 678"


def begin(page: Page, language: str = "en") -> None:
    page.goto(f"/{language}/")
    page.locator("form[action$='/tell/'] button").first.click()
    page.locator("form[data-question=safety]").wait_for()


def go_on(page: Page, then: str) -> None:
    page.locator("main button.main").click()
    page.locator(f"form[data-question={then}]").wait_for()


def choose(page: Page, value: str) -> None:
    page.locator(f"main input[value={value}]").check()


def reach_the_last_page(page: Page, kind: str = "concern_for_child") -> None:
    begin(page)
    go_on(page, "kind")
    choose(page, kind)
    go_on(page, "about")
    choose(page, "no")
    go_on(page, "phone")
    choose(page, "yes")
    go_on(page, "call")
    page.fill("[name=phone]", NUMBER)
    page.fill("[name=safe_hours]", HOURS)
    page.locator("main button.main").click()
    where = page.locator("form[data-question=where]")
    where.or_(page.locator("form[data-question=tell]")).wait_for()
    if where.count():
        go_on(page, "tell")


def send(page: Page) -> str:
    page.locator("main button.main").click()
    page.locator("form[data-code]").wait_for()
    found = re.search(r"R-\w{4}-\w{4}", page.locator("main").inner_text())
    assert found
    return found.group()


def last(side: Installation, ref: str) -> dict[str, object]:
    [report] = [report for report in side.reports() if report["ref"] == ref]
    return report


def test_every_answer_arrives_and_nothing_of_it_leaves_in_the_clear(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.url + (request.post_data or ""))

    page.on("request", note)
    reach_the_last_page(page)
    page.fill("[name=text]", WORDS)
    report = last(public_side, send(page))
    assert (report["text"], report["phone"]) == (WORDS, NUMBER)
    assert (report["safe_hours"], report["call_me"]) == (HOURS, True)
    assert (report["kind"], report["about_me"]) == ("concern_for_child", "no")
    assert (report["phone_shared"], report["desk"]) == ("yes", "hotline")
    assert len(sent) > 6
    # A port may hold three digits of the number; its whole never stands in one.
    for word in ("quizzacious", "flibbertigibbet", "345 678", "345678", "345%20678"):
        assert not [line for line in sent if word in line]


def test_no_step_stands_in_the_history(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    page.goto("/en/")
    before = page.evaluate("history.length")
    reach_the_last_page(page)
    assert page.evaluate("history.length") == before
    page.get_by_role("link", name="Leave this page", exact=True).click()
    page.wait_for_url("**/away/")
    page.go_back()
    assert "form" not in page.url
    assert page.locator("[data-question]").count() == 0


def test_back_and_another_language_lose_nothing(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page)
    page.fill("[name=text]", WORDS)
    page.locator("button.back").click()
    page.locator("form[data-question=where]").wait_for()
    page.locator("button.back").click()
    page.locator("form[data-question=call]").wait_for()
    assert page.input_value("[name=phone]") == NUMBER
    page.locator(".languages [lang=km]").click()
    expect(page.locator("html")).to_have_attribute("lang", "km")
    assert page.input_value("[name=safe_hours]") == HOURS
    go_on(page, "where")
    go_on(page, "tell")
    assert page.input_value("[name=text]") == WORDS
    report = last(public_side, send(page))
    assert (report["language"], report["text"]) == ("km", WORDS)


def test_what_is_wrong_is_said_and_nothing_is_lost(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    begin(page)
    go_on(page, "kind")
    go_on(page, "about")
    go_on(page, "phone")
    go_on(page, "call")
    page.fill("[name=phone]", "12")
    page.locator("main button.main").click()
    expect(page.locator(".error-summary")).to_contain_text("telephone number")
    assert page.title().startswith("Error:")
    assert violations(page) == []
    page.fill("[name=phone]", NUMBER)
    page.locator("main button.main").click()
    expect(page.locator(".error-summary")).to_contain_text("Write the hours")
    page.fill("[name=phone]", "")
    go_on(page, "where")
    go_on(page, "tell")
    page.locator("main button.main").click()
    expect(page.locator(".error-summary")).to_contain_text("Write one sentence")
    page.fill("[name=text]", "\U0001f622")
    assert last(public_side, send(page))["text"] == "\U0001f622"


def test_two_taps_make_one_report(phone: Phones, public_side: Installation) -> None:
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page)
    page.fill("[name=text]", WORDS)
    before = len(public_side.reports())
    page.evaluate("""() => {
      const button = document.querySelector("main button.main");
      for (let i = 0; i < 5; i += 1) button.click();
    }""")
    page.locator("form[data-code]").wait_for()
    assert len(public_side.reports()) == before + 1


def test_a_report_about_our_own_people_is_sealed_to_others(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page, "own_people")
    page.fill("[name=text]", WORDS)
    report = last(public_side, send(page))
    assert (report["desk"], report["kind"]) == ("safeguarding", "own_people")


def test_online_content_is_an_address(phone: Phones, public_side: Installation) -> None:
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page, "online_content")
    page.fill("[name=url]", "https://pages.example/1")
    assert last(public_side, send(page))["url"] == "https://pages.example/1"


def test_a_voice_is_recorded_heard_deleted_and_sealed(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page)
    for _ in range(2):
        page.locator("[data-record]").click()
        page.locator("[data-stop]").wait_for()
        page.wait_for_timeout(1200)
        page.locator("[data-stop]").click()
        page.locator("audio").wait_for()
        if _ == 0:
            page.locator("[data-delete]").click()
    assert violations(page) == []
    report = last(public_side, send(page))
    voice = report["voice"]
    assert isinstance(voice, dict)
    assert (voice["format"], voice["type"]) == ("RA1", "audio/webm")
    assert 1 <= voice["seconds"] <= 60
    assert public_side.voice_of(report).startswith(b"\x1a\x45\xdf\xa3")


@pytest.mark.parametrize("wish", ["send", "language"])
def test_what_is_being_said_is_not_lost_to_another_button(
    phone: Phones, public_side: Installation, wish: str
) -> None:
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page)
    page.locator("[data-record]").click()
    expect(page.locator("[data-clock]")).to_contain_text("0:01")
    if wish == "language":
        page.locator(".languages [lang=km]").click()
        expect(page.locator("html")).to_have_attribute("lang", "km")
        page.locator("[data-delete]").wait_for()
    report = last(public_side, send(page))
    assert public_side.voice_of(report).startswith(b"\x1a\x45\xdf\xa3")


def test_a_recording_is_chosen_in_our_own_words_and_taken_back(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page)
    page.locator(".languages [lang=km]").click()
    expect(page.locator("input[type=file]")).to_be_hidden()
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="ជ្រើសរើសសំឡេង").click()
    sound = {"name": "a", "mimeType": "audio/wav", "buffer": b"RIFF\0\0\0\0WAVEfmt "}
    asked.value.set_files(sound)  # type: ignore[arg-type]
    page.locator("[data-delete]").click()
    page.fill("[name=text]", WORDS)
    assert last(public_side, send(page))["voice"] is None


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        (b"RIFF\0\0\0\0WAVEfmt " + bytes(9000), True),
        (b"\xff\xd8\xff\xe0 a picture", False),
        (b"\x1a\x45\xdf\xa3" + bytes(300) + b"V_VP8" + bytes(300), False),
        (b"OggS" + bytes(8 * 1024 * 1024), False),
    ],
    ids=["a recording", "a picture", "a video", "too large"],
)
def test_a_chosen_file_is_a_recording_or_is_refused(
    phone: Phones, public_side: Installation, content: bytes, *, taken: bool
) -> None:
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page)
    file = {"name": "a file", "mimeType": "audio/wav", "buffer": content}
    page.set_input_files("input[type=file]", file)
    if taken:
        report = last(public_side, send(page))
        assert public_side.voice_of(report) == content
        return
    page.locator("main button.main").click()
    expect(page.locator(".error-summary")).to_contain_text("recording")
    assert page.locator("form[data-code]").count() == 0


def test_without_a_connection_nothing_is_lost(
    phone: Phones, public_side: Installation, watch: Watch
) -> None:
    watch.expected |= {"Failed to load resource", "ERR_INTERNET_DISCONNECTED"}
    page = phone(public_side.public, locale="en")
    reach_the_last_page(page)
    page.fill("[name=text]", WORDS)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.locator("main button.main").click()
    expect(page.locator(".error-summary")).to_contain_text("no connection")
    assert page.input_value("[name=text]") == WORDS
    page.context.set_offline(False)
    assert last(public_side, send(page))["text"] == WORDS


def test_nothing_is_kept_in_the_browser(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    page.goto("/en/")
    assert page.context.cookies() == []
    reach_the_last_page(page)
    held = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert held == [0, 0]
    [cookie] = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert cookie["expires"] == -1
