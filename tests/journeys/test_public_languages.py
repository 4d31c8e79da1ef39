"""Another language loses nothing that was typed: on every page, there and back."""

import pytest
from playwright.sync_api import Page, Route, expect
from tests.journeys.conftest import Phones
from tests.journeys.inspecting import faults
from tests.journeys.serving import Installation
from tests.journeys.test_public_box import open_box, take_code, tell

WORDS = "The quizzacious neighbour\nwrote this."
LINES = {"phone": "12", "safe_hours": "noon", "place": "By the river", "name": "B"}
CHOICES = {"kind": "threatened", "about": "no", "phone": "yes"}
STEPS = ("kind", "about", "phone", "call", "where", "tell")
SCRIPT = pytest.mark.parametrize(
    "script", [True, False], ids=["JavaScript", "no JavaScript"]
)


def speak(page: Page, language: str) -> None:
    """Press the other language, and see the page and the way out speak it."""
    page.locator(f".languages [lang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    leave = {"km": "ចាកចេញពីទំព័រនេះ", "en": "Leave this page"}[language]
    expect(page.locator(".button.leave")).to_have_text(leave)


def stays(page: Page, *, script: bool) -> None:
    """Say what is typed and chosen, change the language twice, and compare."""
    said = "all => all.map(e => [e.name, e.value, e.checked])"
    fields = "main form [name]:not([type=hidden], button, [type=file])"
    before = page.eval_on_selector_all(fields, said)
    for language in ("km", "en"):
        speak(page, language)
        assert page.eval_on_selector_all(fields, said) == before
        assert "?" not in page.url
        if script:
            # axe waits with timers, which stand still where no script may run.
            assert faults(page) == []


def fill(page: Page, step: str) -> None:
    """Type or choose what a question asks for."""
    if step in CHOICES:
        page.locator(f"main label.choice:has(input[value={CHOICES[step]}])").click()
    if step == "safety":
        page.locator("main label.choice").click()
    for name, typed in LINES.items():
        field = page.locator(f"main input[type=text][name={name}]")
        if step in {"call", "where"} and field.count():
            field.fill(typed)
    if step == "call":
        page.fill("[name=phone]", LINES["phone"])
    if step == "tell":
        page.fill("[name=text]", WORDS)


@SCRIPT
def test_no_question_loses_an_answer_to_another_language(
    phone: Phones, public_side: Installation, *, script: bool
) -> None:
    page = phone(public_side.public, locale="en", java_script_enabled=script)
    page.goto("/en/")
    assert page.context.cookies() == []
    page.locator("form[action$='/tell/'] button").first.click()
    page.locator("form[data-question=safety]").wait_for()
    expect(page.get_by_role("navigation", name="Back and out")).to_have_count(1)
    expect(page.get_by_role("region", name="Cookies")).to_have_count(0)
    for step in ("safety", *STEPS):
        page.locator(f"form[data-question={step}]").wait_for()
        fill(page, step)
        stays(page, script=script)
        if step == "call":
            page.fill("[name=phone]", "012 345 678")
        page.locator("main button.main").click()
    page.locator("form[data-code]").wait_for()
    report = public_side.reports()[-1]
    assert (report["text"], report["kind"], report["danger_now"]) == (
        WORDS,
        "threatened",
        True,
    )
    assert (report["place"], report["safe_hours"]) == ("By the river", "noon")


def test_a_page_is_answered_before_its_recorder_has_come(
    phone: Phones, public_side: Installation
) -> None:
    """On a slow line the recorder is long in coming: no press is lost meanwhile."""
    page = phone(public_side.public, locale="en")
    held: list[Route] = []
    page.route("**/voice.*js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto("/en/tell/")
    for step in ("safety", *STEPS[:-1]):
        page.locator(f"form[data-question={step}]").wait_for()
        page.locator("main button.main").click()
    page.locator("form[data-question=tell]").wait_for()
    page.fill("[name=text]", WORDS)
    speak(page, "km")
    expect(page.locator("[name=text]")).to_have_value(WORDS)
    assert held
    for one in held:
        one.continue_()
    expect(page.locator("[data-record]")).to_have_count(1)


@SCRIPT
def test_enter_goes_on_and_does_not_change_the_language(
    phone: Phones, public_side: Installation, *, script: bool
) -> None:
    page = phone(public_side.public, locale="en", java_script_enabled=script)
    page.goto("/en/tell/")
    for step in STEPS[:4]:
        page.locator("main button.main").click()
        page.locator(f"form[data-question={step}]").wait_for()
    page.locator("[name=opening_words]").press("Enter")
    page.locator("form[data-question=where]").wait_for()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("button.back").click()
    page.locator("form[data-question=call]").wait_for()


@SCRIPT
def test_back_takes_along_what_stands_on_the_page(
    phone: Phones, public_side: Installation, *, script: bool
) -> None:
    page = phone(public_side.public, locale="en", java_script_enabled=script)
    page.goto("/en/tell/")
    for step in STEPS[:2]:
        page.locator("main button.main").click()
        page.locator(f"form[data-question={step}]").wait_for()
    fill(page, "about")
    for step in ("kind", "safety"):
        page.locator("button.back").click()
        page.locator(f"form[data-question={step}]").wait_for()
    for step in STEPS[:2]:
        page.locator("main button.main").click()
        page.locator(f"form[data-question={step}]").wait_for()
    assert page.locator("input[value=no]").is_checked()


@SCRIPT
def test_a_mailbox_stays_open_in_another_language(
    phone: Phones, public_side: Installation, *, script: bool
) -> None:
    page = phone(public_side.public, locale="en", java_script_enabled=script)
    sent: list[str] = []
    tell(page)
    code = take_code(page)
    speak(page, "km")
    expect(page.locator(".code:visible")).to_have_text(code, timeout=30_000)
    public_side.answer("We visit you tomorrow.")
    page.on("request", lambda r: sent.append(r.url + (r.post_data or "")))
    page.goto("/en/box/")
    page.fill("[name=code]", code)
    stays(page, script=script)
    open_box(page, code)
    page.locator("[name=text]:visible").wait_for(timeout=30_000)
    page.fill("[name=text]", WORDS)
    stays(page, script=script)
    expect(page.locator(".letter")).to_contain_text(["We visit you tomorrow."])
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".letter.mine")).to_have_count(1)
    assert public_side.letters()[-1] == WORDS
    together = code.replace(" ", "")
    if script:
        assert not [line for line in sent if code in line or together in line]
