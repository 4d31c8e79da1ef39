"""With the code: an answer is read and answered, from another phone, or destroyed."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.browsing import Watch, violations
from tests.journeys.conftest import Phones
from tests.journeys.serving import Installation

DIGITS = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
QUESTION = "Is the quizzacious boy well?"
ANSWER = "Thank you. We visit \u1780\u17bb\u1798\u17b6\u179a tomorrow."
REPLY = "A flibbertigibbet told me so."


def begin(page: Page) -> None:
    page.goto("/en/")
    page.locator("form[action$='/tell/'] button").first.click()
    page.locator("form[data-question=safety]").wait_for()


def tell(page: Page, words: str = QUESTION) -> None:
    """Go through the form with nothing but one sentence."""
    begin(page)
    for step in ("kind", "about", "phone", "call", "where", "tell"):
        page.locator("main button.main").click()
        page.locator(f"form[data-question={step}]").wait_for()
    page.fill("[name=text]", words)
    page.locator("main button.main").click()
    page.locator("form[data-code]").wait_for()


def take_code(page: Page) -> str:
    page.get_by_role("button", name="Give me a code").click()
    digits = page.locator(".code:visible")
    expect(digits).to_have_text(DIGITS, timeout=30_000)
    return digits.inner_text()


def open_box(page: Page, code: str) -> None:
    page.goto("/en/box/")
    page.fill("[name=code]", code)
    page.get_by_role("button", name="Open").click()


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "no JavaScript"])
def test_an_answer_is_read_and_answered_from_another_phone(
    phone: Phones, public_side: Installation, *, script: bool
) -> None:
    first = phone(public_side.public, locale="en", java_script_enabled=script)
    tell(first)
    code = take_code(first)
    public_side.answer(ANSWER)

    second = phone(public_side.public, locale="en", java_script_enabled=script)
    open_box(second, code)
    heading = second.get_by_role("heading", name="Your messages", exact=True)
    heading.wait_for(timeout=30_000)
    expect(second.locator(".letter")).to_contain_text([ANSWER])
    second.fill("[name=text]", REPLY)
    second.get_by_role("button", name="Send").click()
    expect(second.locator(".letter.mine")).to_have_count(1)
    expect(second.locator(".letter.mine .quiet")).to_contain_text("today")
    assert public_side.letters()[-1] == REPLY


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "no JavaScript"])
def test_a_code_with_a_wrong_digit_opens_nothing(
    phone: Phones, public_side: Installation, watch: Watch, *, script: bool
) -> None:
    watch.expected |= {"Failed to load resource"}
    page = phone(public_side.public, locale="en", java_script_enabled=script)
    open_box(page, "1234 5678")
    expect(page.locator(".error-summary")).to_contain_text("16 digits")
    open_box(page, "0000 0000 0000 0000")
    expect(page.locator(".error-summary")).to_contain_text(
        "opens nothing", timeout=30_000
    )


def test_the_code_never_leaves_a_phone_with_javascript(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en")
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url + (r.post_data or "")))
    tell(page)
    code = take_code(page)
    assert violations(page) == []
    open_box(page, code)
    page.get_by_role("heading", name="Your messages", exact=True).wait_for()
    assert violations(page) == []
    together = code.replace(" ", "")
    assert not [line for line in sent if code in line or together in line]
    page.get_by_role("button", name="Destroy my messages").click()
    page.get_by_role("button", name="Destroy them for good").click()
    page.get_by_role("heading", name="Your messages are destroyed").wait_for()
    rows = public_side.inbox(
        "SELECT length(wrapped), destroyed_at FROM inbox_mailbox ORDER BY rowid DESC"
    )
    assert rows[0][0] == 0
    assert rows[0][1] is not None


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "no JavaScript"])
def test_a_khmer_mailbox_says_its_dates_in_khmer(
    phone: Phones, public_side: Installation, *, script: bool
) -> None:
    page = phone(public_side.public, locale="en", java_script_enabled=script)
    tell(page)
    code = take_code(page)
    public_side.answer(ANSWER)
    public_side.inbox("UPDATE inbox_message SET created_at = '2025-03-05 08:15:00'")
    open_box(page, code)
    page.locator(".letter").wait_for(timeout=30_000)
    page.locator(".languages [lang=km]").click()
    expect(page.locator(".letter .quiet")).to_have_text("៥ ខែ មីនា ឆ្នាំ ២០២៥")
