"""The first two stories, as they are told, in Khmer."""

from base64 import b64encode

from playwright.sync_api import Page, expect
from tests.journeys.browsing import violations
from tests.journeys.conftest import Phones
from tests.journeys.serving import Installation

SENTENCE = "ក្មេងប្រុសនៅផ្ទះជិតខាងមិនបានទៅសាលាទេ។"
ANSWER = "អរគុណ។ យើងនឹងទៅសួរសុខទុក្ខ។"


def next_page(page: Page, step: str) -> None:
    page.locator("main button.main").click()
    page.locator(f"form[data-question={step}]").wait_for()
    assert violations(page) == []


def choose(page: Page, value: str) -> None:
    page.locator(f"main label.choice:has(input[value={value}])").click()


def speak(page: Page) -> None:
    """Speak for as long as the story says, by the clock that the page shows."""
    page.locator("[data-record]").click()
    expect(page.locator("[data-clock]")).to_contain_text("០:៤០", timeout=90_000)
    page.locator("[data-stop]").click()
    page.locator("audio").wait_for()


def seconds_of(page: Page, sound: bytes) -> float:
    """Return how long a recording sounds, as the browser decodes it."""
    return float(
        page.evaluate(
            """async (held) => {
              const sound = Uint8Array.from(atob(held), (c) => c.charCodeAt(0));
              const context = new OfflineAudioContext(1, 1, 48000);
              return (await context.decodeAudioData(sound.buffer)).duration;
            }""",
            b64encode(sound).decode(),
        )
    )


def decline_and_leave(page: Page) -> None:
    page.locator("button[value=done]").first.click()
    page.locator("form[data-code]").wait_for(state="detached")
    page.locator(".leave").click()
    page.wait_for_url("**/away/")
    assert page.context.cookies() == []


def test_a_girl_on_her_fathers_phone_asks_for_help_by_voice_and_leaves(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="km")
    page.goto("/km/")
    assert violations(page) == []
    page.locator("main form:has(input[value=seeking_help]) button").click()
    page.locator("form[data-question=safety]").wait_for()
    next_page(page, "about")
    choose(page, "yes")
    next_page(page, "phone")
    choose(page, "yes")
    next_page(page, "call")
    assert page.locator(".warning").is_visible()
    next_page(page, "where")
    next_page(page, "tell")
    speak(page)
    page.locator("main button.main").click()
    page.locator("form[data-code]").wait_for()
    assert violations(page) == []
    report = public_side.reports()[-1]
    assert (report["kind"], report["phone_shared"], report["language"]) == (
        "seeking_help",
        "yes",
        "km",
    )
    assert 40 <= report["voice"]["seconds"] <= 50
    assert seconds_of(page, public_side.voice_of(report)) >= 39
    decline_and_leave(page)
    page.go_back()
    assert page.locator("[data-question], [data-code]").count() == 0
    page.goto("/km/form/")
    assert page.url.endswith("/km/")


def test_a_neighbour_without_javascript_reads_the_answer_in_a_shop(
    phone: Phones, public_side: Installation
) -> None:
    small = {"width": 320, "height": 568}
    home = phone(
        public_side.public, locale="km", java_script_enabled=False, viewport=small
    )
    home.goto("/km/")
    home.locator("form[action$='/tell/'] button").first.click()
    for step in ("kind", "about", "phone", "call", "where", "tell"):
        home.locator("main button.main").click()
        expect(home.locator("main form")).to_have_attribute("data-question", step)
    home.fill("[name=text]", SENTENCE)
    home.locator("main button.main").click()
    home.locator("button[value=code]").click()
    digits = home.locator(".code:visible").inner_text(timeout=30_000)
    assert public_side.reports()[-1]["text"] == SENTENCE
    public_side.answer(ANSWER)

    shop = phone(
        public_side.public, locale="km", java_script_enabled=False, viewport=small
    )
    shop.goto("/km/box/")
    shop.fill("[name=code]", digits)
    shop.locator("main button[value=open]").click()
    expect(shop.locator(".letter").first).to_contain_text(ANSWER, timeout=30_000)
    assert shop.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_page_of_the_form_is_light(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="km")
    sizes: dict[str, float] = {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto("/km/tell/")
    page.wait_for_load_state("networkidle")
    assert 20_000 < sum(sizes.values()) <= 50_000
    sizes.clear()
    for step in ("kind", "about", "phone", "call", "where", "tell"):
        page.locator("main button.main").click()
        page.locator(f"form[data-question={step}]").wait_for()
    page.wait_for_load_state("networkidle")
    assert max(sizes.values()) <= 20_000
