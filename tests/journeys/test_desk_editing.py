"""At a desk nothing typed is lost: not to a lock, and not to a colleague."""

from secrets import token_hex

from playwright.sync_api import Page, expect
from tests.journeys.browsing import Watch
from tests.journeys.conftest import Phones
from tests.journeys.inspecting import faults
from tests.journeys.visiting import Demo, sign_in

TYPED = "Half a thought, កំពុងសរសេរ, on two\nlines."
MINE, THEIRS = "What I wrote of it.", "What a colleague wrote of it."
AN_HOUR_LATER = """() => {
  const real = Date.now;
  Date.now = () => real() + 3_601_000;
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def case_of(demo: Demo, *usernames: str) -> str:
    """Return an open case that all of these are on."""
    marks = ", ".join("?" for _ in usernames)
    rows = demo.casework(
        "SELECT c.ref FROM cases_case c JOIN cases_seat s ON s.case_id = c.id"  # noqa: S608 - only question marks
        f" JOIN staff_worker w ON w.id = s.worker_id WHERE w.username IN ({marks})"
        " AND c.status = 'open' GROUP BY c.ref HAVING count(*) = ? LIMIT 1",
        *(*usernames, len(usernames)),
    )
    return str(rows[0][0])


def begin_note(page: Page, ref: str) -> str:
    """Type a note that no other test types into the same case; return it."""
    typed = f"{token_hex(4)}: {TYPED}"
    page.goto(f"/cases/{ref}/notes/add/")
    page.fill("[name=text]", typed)
    return typed


def save(page: Page) -> None:
    page.locator("main form:has([name=text]) button").first.click()


def stands_once(page: Page, ref: str, typed: str) -> None:
    page.goto(f"/cases/{ref}/read/")
    expect(page.locator("main .text", has_text=typed.splitlines()[0])).to_have_count(1)


def test_a_note_that_arrives_at_a_locked_desk_is_saved_after_the_password(
    phone: Phones, demo: Demo, watch: Watch
) -> None:
    watch.expected |= {"423 (Locked"}
    who = "legal-officer"
    page = phone(demo.desks, java_script_enabled=False)
    sign_in(page, demo, who)
    ref = case_of(demo, who)
    typed = begin_note(page, ref)
    demo.left_alone(who)
    save(page)
    password = page.locator("#unlock-password")
    expect(password).to_be_visible()
    assert typed.splitlines()[0] not in page.locator("main").inner_text()
    password.fill("not the password")
    page.locator("main form").first.locator("button").click()
    expect(page.locator("#unlock-error")).to_be_visible()
    password.fill(demo.accounts[who]["password"])
    page.locator("main form").first.locator("button").click()
    expect(page.locator(".note[role=status]")).to_be_visible(timeout=30_000)
    stands_once(page, ref, typed)


def test_a_note_that_is_being_typed_stays_while_the_desk_locks(
    phone: Phones, demo: Demo
) -> None:
    who = "investigator"
    page = phone(demo.desks)
    sign_in(page, demo, who)
    ref = case_of(demo, who)
    typed = begin_note(page, ref)
    with page.expect_response("**/lock/"):
        page.evaluate(AN_HOUR_LATER)
    expect(page.locator("#lock")).to_be_visible()
    assert not page.locator("[name=text]").is_visible()
    page.fill("#lock-password", demo.accounts[who]["password"])
    page.locator("#lock button").first.click()
    expect(page.locator("#lock")).to_be_hidden(timeout=30_000)
    assert page.input_value("[name=text]") == typed
    save(page)
    expect(page.locator(".note[role=status]")).to_be_visible()
    stands_once(page, ref, typed)


def test_the_second_of_two_who_edit_one_record_sees_both_and_loses_nothing(
    phone: Phones, demo: Demo, watch: Watch
) -> None:
    watch.expected |= {"409 (Conflict"}
    names = ("case-manager-1", "counsellor-1")
    address = f"/cases/{case_of(demo, *names)}/edit/"
    pages = []
    for name in names:
        page = phone(demo.desks)
        page.context.add_cookies(demo.cookies_of(name))
        page.goto(address)
        pages.append(page)
    first, second = pages
    for page, words in ((first, THEIRS), (second, MINE)):
        page.fill("[name=summary]", words)
    first.locator("main form .actions button").first.click()
    expect(first.locator("main")).to_contain_text(THEIRS)
    second.locator("main form .actions button").first.click()
    expect(second.locator("[role=alert]").first).to_be_visible()
    expect(second.locator("main .both")).to_contain_text([THEIRS])
    assert second.input_value("[name=summary]") == MINE
    assert faults(second) == []
    second.locator("main form .actions button").first.click()
    expect(second.locator("main")).to_contain_text(MINE)
    first.reload()
    expect(first.locator("main")).to_contain_text(MINE)
