"""One report from a phone to a closed case, through every process; then its words."""

import json
import re
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Phones
from tests.journeys.seeking import words_in
from tests.journeys.serving import PATIENCE, ROOT, environment
from tests.journeys.visiting import Demo, sign_in

DIGITS = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
CASE = re.compile(r"C-\w{4}-\w{4}")
TOLD = {
    "phone": "097 531 86 42",
    "safe_hours": "widdershinsly at noon, ម៉ោងត្រឡប់ក្រោយ",
    "opening_words": "say the Snollygoster Library calls",
    "place": "behind Flibbertigibbet pagoda, ភូមិព្រៃកន្ទួតខ្មៅ",
    "name": "Bumfuzzle Gobbledygook",
    "text": "The quizzacious neighbour absquatulated with ក្រមាក្រហមឆ្នូតៗ.",
}
ANSWER = "A collywobbles counsellor read this: ផ្កាលំដួលឥតស្លឹក."
REPLY = "Then the taradiddle boy came home."
REASON = "A discombobulated reason, ហេតុផលចម្លែកណាស់."
TITLE = "The lollygagging matter"
WHY = "Because of a brouhaha yonder."
CHILD = {"name": "ឡាំប៉ា សូគន្ធារ៉ា", "latin": "Lampa Sokunthearavy"}
OTHER = {"name": "Zyxwold Quetzalmann", "phones": "+855 88 246 13 57"}
NOTE = "A kerfuffle was seen at the gardyloo market."
TASK = "Buy a nincompoop kettle"
MORE = "The whippersnapper shop, ហាងលក់ឆ្នាំងចម្លែក."
MISSPELT = "Lampa Sokuntearavi"
LAST_WORD = "All shenanigans ended, ចប់ដោយសុវត្ថិភាពចម្លែក."
# What may stand nowhere: the longest telling part of everything that was typed.
WORDS = (
    *("97531864", "975318642", "widdershinsly", "ម៉ោងត្រឡប់ក្រោយ", "Snollygoster"),
    *("Flibbertigibbet", "ព្រៃកន្ទួតខ្មៅ", "Bumfuzzle", "Gobbledygook", "quizzacious"),
    *("absquatulated", "ក្រមាក្រហម", "collywobbles", "ផ្កាលំដួលឥតស្លឹក", "taradiddle"),
    *("discombobulated", "ហេតុផលចម្លែក", "lollygagging", "brouhaha", "ឡាំប៉ា"),
    *("សូគន្ធារ៉ា", "Lampa", "Sokunthearavy", "Zyxwold", "Quetzalmann", "882461357"),
    *("kerfuffle", "gardyloo", "nincompoop", "whippersnapper", "ហាងលក់ឆ្នាំង"),
    *("Sokuntearavi", "shenanigans", "ចប់ដោយសុវត្ថិភាព"),
)


def go_on(page: Page, then: str) -> None:
    page.locator("main button.main").click()
    page.locator(f"form[data-question={then}]").wait_for()


def tell(page: Page) -> str:
    """Tell with words in every field; return the receipt code."""
    page.goto("/en/tell/")
    for step in ("kind", "about", "phone", "call"):
        go_on(page, step)
    for field in ("phone", "safe_hours", "opening_words"):
        page.fill(f"[name={field}]", TOLD[field])
    go_on(page, "where")
    page.fill("[name=place]", TOLD["place"])
    page.fill("[name=name]", TOLD["name"])
    go_on(page, "tell")
    page.fill("[name=text]", TOLD["text"])
    page.locator("main button.main").click()
    page.locator("form[data-code]").wait_for()
    page.get_by_role("button", name="Give me a code").click()
    digits = page.locator(".code:visible")
    expect(digits).to_have_text(DIGITS, timeout=30_000)
    return digits.inner_text()


def read_box(page: Page, code: str) -> None:
    """Open the mailbox and find the answer in it."""
    page.goto("/en/box/")
    page.fill("[name=code]", code)
    page.get_by_role("button", name="Open").click()
    expect(page.locator(".letter").first).to_contain_text(ANSWER, timeout=30_000)


def send(page: Page, address: str) -> None:
    """Press the button of the form that goes to this address; be told it is done."""
    page.locator(f"form[action$='{address}'] button").first.click()
    page.locator(".note[role=status]").wait_for()


def save(page: Page) -> None:
    """Press the button of the page's one form; be told it is done."""
    page.locator("main form .actions button").first.click()
    page.locator(".note[role=status]").wait_for()


def open_report(page: Page, ref: str) -> None:
    page.goto("/hotline/")
    page.get_by_role("link", name=ref).click()
    expect(page.get_by_role("heading", name="This report is sealed")).to_be_visible()
    page.get_by_role("link", name="Open the report").click()
    expect(page.locator("main")).to_contain_text(TOLD["text"])


def newest_report(demo: Demo) -> str:
    rows = demo.inbox("SELECT ref FROM inbox_mailbox ORDER BY rowid DESC LIMIT 1")
    return str(rows[0][0])


def delivered(demo: Demo, ref: str) -> None:
    """Return when the jobs have carried an answer into the report's mailbox."""
    until = time.monotonic() + PATIENCE
    query = (
        "SELECT count(*) FROM inbox_message m JOIN inbox_mailbox b"
        " ON b.id = m.mailbox_id WHERE b.ref = ? AND m.direction = 'out'"
    )
    while demo.inbox(query, ref) == [(0,)]:
        assert time.monotonic() < until, "no answer was delivered"
        time.sleep(0.3)


def say_what_it_is(page: Page) -> None:
    page.select_option("#triage_kind", "concern_for_child")
    page.select_option("#triage_priority", "high")
    page.fill("#triage_reason", REASON)
    send(page, "/triage/")


def make_it_a_case(page: Page, lead: str, member: str) -> None:
    page.get_by_role("link", name="Open a case").click()
    page.fill("[name=title]", TITLE)
    option = page.locator("[name=lead] option", has_text=lead)
    page.select_option("[name=lead]", option.get_attribute("value"))
    page.get_by_label(member).check()
    page.fill("[name=reason]", WHY)
    save(page)


def take_the_case(page: Page, demo: Demo) -> str:
    """Take the case that one is asked to lead; return its reference."""
    [(ref,)] = demo.casework("SELECT ref FROM cases_case ORDER BY id DESC LIMIT 1")
    page.locator("main").get_by_role("link", name=ref).first.click()
    expect(page.locator("main")).to_contain_text(TITLE)
    expect(page.locator("main")).to_contain_text(TOLD["text"])
    page.get_by_role("button", name="Take the case").click()
    page.locator(".note[role=status]").wait_for()
    return str(ref)


def name_people(page: Page, home: str) -> None:
    page.goto(f"{home}people/add/")
    page.select_option("[name=role]", "child")
    page.fill("[name=name_khmer]", CHILD["name"])
    page.fill("[name=name_latin]", CHILD["latin"])
    save(page)
    page.goto(f"{home}people/add/")
    page.select_option("[name=role]", "person_reported")
    page.fill("[name=name]", OTHER["name"])
    page.fill("[name=phones]", OTHER["phones"])
    page.select_option("[name=standing]", "alleged")
    save(page)


def write_and_plan(page: Page, home: str) -> None:
    page.goto(f"{home}notes/add/")
    page.fill("[name=text]", NOTE)
    save(page)
    expect(page.locator("main")).to_contain_text(NOTE)
    page.goto(f"{home}tasks/add/")
    page.fill("[name=title]", TASK)
    page.fill("[name=note]", MORE)
    page.fill("[name=due_at_0]", (date.today() + timedelta(days=2)).isoformat())  # noqa: DTZ011 - any coming day
    page.fill("[name=due_at_1]", "10:00")
    save(page)
    expect(page.locator("main")).to_contain_text(TASK)


def is_found(page: Page, words: str, ref: str) -> None:
    page.locator("header [name=q]").fill(words)
    page.locator("header form.search button").click()
    found = page.locator("main table").get_by_role("link", name=ref)
    expect(found.first).to_be_visible()
    assert words not in page.url


def close(page: Page, home: str) -> None:
    page.goto(f"{home}close/")
    page.select_option("[name=reason]", "no_longer_at_risk")
    page.fill("[name=text]", LAST_WORD)
    save(page)
    expect(page.locator("main")).to_contain_text("No longer at risk")


def ledger_holds(folder: Path) -> None:
    line = [sys.executable, "-m", "romdoul.cli.main", "ledger", "verify", "--json"]
    done = subprocess.run(
        line, env=environment(folder), cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()
    said = json.loads(done.stdout)
    streams = {one["store"]: one for one in said["streams"]}
    assert all(one["ok"] for one in streams.values())
    assert min(streams["casework"]["entries"], streams["inbox"]["entries"]) > 10


@pytest.fixture
def places(demo: Demo) -> list[Path]:
    """Return everywhere that a server of ours writes, its keys apart."""
    return [demo.folder / "home", demo.log, demo.folder / "tmp"]


def told_and_answered(phone: Phones, demo: Demo) -> tuple[str, str, Page]:
    """Tell, open, answer; return the code, the report, and the counsellor's page."""
    code = tell(phone(demo.public, locale="en"))
    report = newest_report(demo)
    counsellor = phone(demo.desks)
    sign_in(counsellor, demo, "counsellor-2")
    open_report(counsellor, report)
    for words in TOLD.values():
        expect(counsellor.locator("main")).to_contain_text(words)
    counsellor.fill("#answer_text", ANSWER)
    send(counsellor, "/answer/")
    delivered(demo, report)
    return code, report, counsellor


def read_and_written_back(phone: Phones, demo: Demo, code: str) -> None:
    """Read the answer on two more phones, and write back from the second."""
    read_box(phone(demo.public, locale="en", java_script_enabled=False), code)
    another = phone(demo.public, locale="en")
    read_box(another, code)
    another.fill("[name=text]", REPLY)
    another.get_by_role("button", name="Send").click()
    expect(another.locator(".letter.mine")).to_have_count(1)


def led_to_its_end(phone: Phones, demo: Demo) -> None:
    """Take the case, work on it, find it by its people, and close it."""
    leader = phone(demo.desks)
    sign_in(leader, demo, "case-manager-2")
    ref = take_the_case(leader, demo)
    home = f"/cases/{ref}/"
    name_people(leader, home)
    write_and_plan(leader, home)
    for words in ("Quetzalmann Zyxwold", MISSPELT, "088 246 13 57", CHILD["name"]):
        is_found(leader, words, ref)
    close(leader, home)


def test_a_report_becomes_a_case_is_answered_and_closed_and_its_words_stand_nowhere(
    phone: Phones, demo: Demo, places: list[Path]
) -> None:
    code, report, counsellor = told_and_answered(phone, demo)
    read_and_written_back(phone, demo, code)
    open_report(counsellor, report)
    expect(counsellor.locator("main")).to_contain_text(REPLY)
    say_what_it_is(counsellor)
    make_it_a_case(counsellor, "case-manager-2", "investigator")
    led_to_its_end(phone, demo)
    ledger_holds(demo.folder)

    secrets = (code, code.replace(" ", ""), demo.accounts["counsellor-2"]["password"])
    assert words_in(places, [*WORDS, *secrets]) == []
    forgotten = demo.folder / "home/forgotten"
    forgotten.write_bytes(b"\0" + WORDS[3].encode("utf-16-le"))
    assert words_in(places, WORDS) == [f"{WORDS[3]} in forgotten"]
    forgotten.unlink()
