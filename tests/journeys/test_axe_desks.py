"""Every page of the desks: accessible, within the width, quiet, and at home."""

import pytest
from playwright.sync_api import Page
from tests.journeys.browsing import Watch
from tests.journeys.conftest import Phones
from tests.journeys.crawling import Crawl, routes_under
from tests.journeys.inspecting import faults
from tests.journeys.visiting import Demo

from romdoul.staff.rights import Role

# Who goes where; the routes without a page of their own are named below.
ROUNDS: dict[Role, tuple[str, ...]] = {
    Role.COUNSELLOR: ("hotline/", "search/"),
    Role.SAFEGUARDING_FOCAL: ("safeguarding/",),
    Role.CASE_MANAGER: ("cases/",),
    Role.MANAGER: ("staff/", "ledger/"),
    Role.ANALYST: ("account/",),
}
# They take a POST alone, answer with a sound or a file, or are part of a page.
NOT_PAGES = {
    f"{desk}/{rest}"
    for desk in ("hotline", "safeguarding")
    for rest in (
        "list/",
        *("<ref:ref>/voice/", "<ref:ref>/answer/", "<ref:ref>/triage/"),
        *("<ref:ref>/decide/", "<ref:ref>/safeguarding/"),
    )
} | {
    "cases/<ref:ref>/reports/<ref:report>/voice/",
    "cases/<ref:ref>/assign/<ref:asked>/",
    "cases/<ref:ref>/tasks/<ref:task>/take/",
    "cases/<ref:ref>/proposals/<ref:asked>/withdraw/",
    "cases/<ref:ref>/tasks/<ref:task>/hand-on/<ref:asked>/",
    "account/second-factor/<int:pk>/remove/",
    "account/second-factor/codes/",
    "account/sessions/<slug:session>/end/",
    "account/sessions/end/",
    "account/keys/new/",
    "staff/keys/custodians/",
    "staff/keys/<ref:ref>/rotate/",
    "staff/keys/<ref:ref>/sign/",
    "staff/<ref:ref>/invite-again/",
    "staff/<ref:ref>/reset-second-factor/",
    "staff/recovery/<ref:ref>/reason/",
    "staff/recovery/<ref:ref>/review/",
    "staff/recovery/<ref:ref>/withdraw/",
    "staff/recovery/<ref:ref>/export/",
}
# What a colleague's round shows, or a worker who waits to be certified.
OF_OTHERS = {
    Role.MANAGER: {"staff/recovery/<ref:ref>/return/"},
}


def seat(phone: Phones, demo: Demo, username: str) -> Page:
    """Return the browser of a worker who is signed in."""
    page = phone(demo.desks)
    page.context.add_cookies(demo.cookies_of(username))
    return page


def beginnings(demo: Demo, role: Role) -> list[str]:
    """Return where a round begins: its desks, and a case that has everything."""
    first = [f"/{prefix}" for prefix in ROUNDS[role]]
    if role is Role.CASE_MANAGER:
        [(ref,)] = demo.casework(
            "SELECT c.ref FROM cases_case c JOIN cases_seat s ON s.case_id = c.id"
            " JOIN staff_worker w ON w.id = s.worker_id"
            " JOIN cases_report r ON r.case_id = c.id AND r.mailbox <> ''"
            " JOIN cases_task t ON t.case_id = c.id AND t.status = 'open'"
            " JOIN cases_participant p ON p.case_id = c.id"
            " JOIN cases_note n ON n.case_id = c.id"
            " WHERE w.username = ? AND c.status = 'open' LIMIT 1",
            demo.first(role),
        )
        first[:0] = [f"/cases/{ref}/", f"/cases/{ref}/read/"]
        [(closed,)] = demo.casework(
            "SELECT c.ref FROM cases_case c JOIN cases_seat s ON s.case_id = c.id"
            " JOIN staff_worker w ON w.id = s.worker_id"
            " WHERE w.username = ? AND c.status = 'closed' LIMIT 1",
            demo.first(role),
        )
        first.append(f"/cases/{closed}/reopen/")
        first += waiting(demo, demo.first(role))
    if role is Role.MANAGER:
        first += ["/staff/recovery/", "/staff/recovery/break-glass/"]
        first += [f"/staff/recovery/{ask_for_lost_keys(demo)}/enter/"]
    if role is Role.ANALYST:
        first.append("/account/keys/take-up/")
    return first


def waiting(demo: Demo, username: str) -> list[str]:
    """Return the pages of what this worker asked and proposed, and nobody answered."""
    rows = demo.casework(
        "SELECT x.kind, c.ref, x.ref, t.ref, p.ref FROM cases_transition x"
        " JOIN cases_case c ON x.case_id = c.id"
        " LEFT JOIN cases_task t ON t.id = x.task_id"
        " LEFT JOIN cases_participant p ON p.id = x.participant_id"
        " JOIN staff_worker w ON w.id = x.by_id"
        " WHERE w.username = ? AND x.status = 'pending' AND x.kind <> 'assign'",
        username,
    )
    found = {kind: rest for kind, *rest in rows}
    case, asked, task, _ = found["hand_on"]
    back = f"/cases/{case}/tasks/{task}/hand-on/{asked}/back/"
    case, asked, _, person = found["unfounded"]
    home = f"/cases/{case}"
    proposed = [f"{home}/proposals/{asked}/", f"{home}/people/{person}/unfounded/"]
    case, asked, _, person = found["erase"]
    home = f"/cases/{case}"
    erasing = [f"{home}/people/{person}/erase/", f"{home}/erasures/{asked}/"]
    return [back, *proposed, *erasing]


def ask_for_lost_keys(demo: Demo) -> str:
    """Let a manager ask the custodians for a colleague's keys; return the request."""
    asked = demo.casework("SELECT ref FROM staff_recoveryrequest LIMIT 1")
    if asked:
        return str(asked[0][0])
    [(ref,)] = demo.casework(
        "SELECT ref FROM staff_worker WHERE username = 'custodian-3'"
    )
    manager = demo.signed_in(demo.first(Role.MANAGER))
    manager.get(f"/staff/{ref}/recover/")
    answer = manager.post(f"/staff/{ref}/recover/", reason="The password is forgotten.")
    assert answer.path.startswith("/staff/recovery/"), answer.title
    return ask_for_lost_keys(demo)


@pytest.mark.parametrize("role", ROUNDS)
def test_every_page_of_a_desk_stands_as_it_should(
    phone: Phones, demo: Demo, role: Role
) -> None:
    crawl = Crawl(seat(phone, demo, demo.first(role)), ROUNDS[role], NOT_PAGES)
    found: list[str] = []
    for _ in crawl.pages(*beginnings(demo, role)):
        found += faults(crawl.page)
    assert found == []
    left = routes_under(ROUNDS[role]) - NOT_PAGES - crawl.seen
    assert left <= OF_OTHERS.get(role, set())


# Forms that are sent with nothing in them, and who may send them.
EMPTY_FORMS = {
    Role.CASE_MANAGER: ("cases/new/", "notes/add/", "people/add/", "tasks/add/"),
    Role.MANAGER: ("staff/invite/", "account/password/"),
}


def send_nothing(page: Page, demo: Demo, role: Role, path: str) -> list[str]:
    """Send a form with its fields emptied; return the faults of what answers."""
    if path.endswith("/add/"):
        [home, *_] = beginnings(demo, role)
        path = f"{home}{path}".removeprefix("/")
    page.goto(f"/{path}")
    emptied = "main form [name]:not([type=hidden], [type=checkbox], select)"
    page.eval_on_selector_all(emptied, "all => all.forEach(e => { e.value = ''; })")
    with page.expect_navigation() as answered:
        page.locator("main form .actions button").first.click()
    assert answered.value.status in {422, 302, 200}, path
    return faults(page) if answered.value.status == 422 else [f"{path} was taken"]


@pytest.mark.parametrize("role", EMPTY_FORMS)
def test_a_form_that_was_refused_stands_as_it_should(
    phone: Phones, demo: Demo, watch: Watch, role: Role
) -> None:
    watch.expected |= {"422 (Unprocessable"}
    page = seat(phone, demo, demo.first(role))
    found: list[str] = []
    for path in EMPTY_FORMS[role]:
        found += send_nothing(page, demo, role, path)
    assert found == []


def test_what_a_second_person_is_asked_stands_as_it_should(
    phone: Phones, demo: Demo, watch: Watch
) -> None:
    watch.expected |= {"422 (Unprocessable"}
    first = demo.first(Role.CASE_MANAGER)
    page = seat(phone, demo, "case-manager-2")
    found: list[str] = []
    for path in waiting(demo, first):
        if "/hand-on/" in path:
            continue
        page.goto(path)
        found += faults(page)
        with page.expect_navigation() as answered:
            page.locator("main form .actions button").first.click()
        assert answered.value.status == 422, path
        found += faults(page)
    assert found == []


def test_what_is_refused_or_not_there_stands_as_it_should(
    phone: Phones, demo: Demo, watch: Watch
) -> None:
    watch.expected |= {"Failed to load resource"}
    page = seat(phone, demo, demo.first(Role.LEGAL_OFFICER))
    found: list[str] = []
    for path, status in {
        "/staff/": 403,
        "/cases/C-2222-2222/": 404,
        "/nothing-here/": 404,
        "/cases/?after=%00": 422,
    }.items():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status, path
        found += faults(page)
    assert found == []


def test_the_way_in_and_the_lock_stand_as_they_should(
    phone: Phones, demo: Demo, watch: Watch
) -> None:
    watch.expected |= {"Failed to load resource"}
    page = phone(demo.desks)
    found: list[str] = []
    for path in ("/sign-in/", "/sign-in/invitation/", "/sign-in/recovery/"):
        page.goto(path)
        found += faults(page)
        page.locator("main form .actions button").first.click()
        page.locator(".error-summary").wait_for()
        found += faults(page)
    who = demo.first(Role.PREVENTION_OFFICER)
    page.goto("/sign-in/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", demo.accounts[who]["password"])
    page.locator("main form .actions button").first.click()
    page.locator("[name=code]").wait_for(timeout=30_000)
    found += faults(page)
    page.fill("[name=code]", demo.code_of(who))
    page.locator("main form .actions button").first.click()
    page.locator(".me").wait_for(timeout=30_000)
    demo.left_alone(who)
    answer = page.goto("/account/")
    assert answer is not None
    assert answer.status == 423
    found += faults(page)
    assert found == []
