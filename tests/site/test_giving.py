"""How to give: shown where it is set up, and changed by two people."""

from collections.abc import Mapping

import pytest
from django.test import Client

from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.site import values
from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import Role, give, settle
from romdoul.site.giving import confirming
from romdoul.site.giving.confirming import confirm_giving, decline_giving
from romdoul.site.giving.details import (
    CODE,
    current,
    digest_of,
    giving_of,
    waiting,
)
from romdoul.site.giving.khqr import read
from romdoul.site.giving.proposing import propose_giving
from romdoul.site.models import SiteSetting

pytestmark = pytest.mark.django_db(transaction=False)
OPERATOR = "operator"
PAGE = "/en/act/donate/"
BANK = {
    "give.bank": "Example Bank",
    "give.account.name": "Romdoul",
    "give.account.number": "000 000 000",
}
KHQR = {"give.khqr.account": "romdoul@demo", "give.khqr.name": "ROMDOUL DEMO"}
LINK = {
    "give.link.name": "Example Giving",
    "give.link.address": "https://gifts.example/romdoul",
}


@pytest.fixture
def reviewer() -> Editor:
    settle()
    return account("reviewer-x", Role.REVIEWER)


def account(username: str, role: Role) -> Editor:
    made = Editor.objects.create(username=username, ref=f"ED-{username}")
    give(made, role)
    return made


def seen() -> str:
    return digest_of(waiting(values.current()))


def set_up(reviewer: Editor, changes: Mapping[str, str]) -> None:
    propose_giving(OPERATOR, changes=changes)
    confirm_giving(reviewer, seen=seen())


def shown(path: str = PAGE) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def events() -> list[str]:
    told = Entry.objects.filter(event__startswith="giving.").order_by("pk")
    return list(told.values_list("event", flat=True))


def test_where_nothing_is_set_up_it_says_so() -> None:
    page = shown()
    assert "No way to give is set up" in page
    assert 'alt="KHQR' not in page


def test_the_bank_the_code_and_the_link_are_shown(reviewer: Editor) -> None:
    set_up(reviewer, BANK | KHQR | LINK)
    page = shown()
    for words in ("Example Bank", "000 000 000", "romdoul@demo", "gifts.example"):
        assert words in page, words
    assert "It must be ROMDOUL DEMO" in page
    assert 'href="https://gifts.example/romdoul" rel="noopener noreferrer' in page
    assert "leads away from our website" in page
    assert 'alt="KHQR code: ROMDOUL DEMO, romdoul@demo"' in page
    assert '<img src="data:image/svg+xml' in page
    assert "<input" not in page.partition("<main")[2].partition("</main")[0]


def test_what_is_proposed_is_not_on_the_website(reviewer: Editor) -> None:
    set_up(reviewer, BANK)
    propose_giving(OPERATOR, changes={"give.account.number": "999 999 999"})
    assert "000 000 000" in shown()
    assert "999 999 999" not in shown()
    confirm_giving(reviewer, seen=seen())
    assert "999 999 999" in shown()
    assert events() == [
        Event.GIVING_PROPOSED,
        Event.GIVING_CONFIRMED,
        Event.GIVING_PROPOSED,
        Event.GIVING_CONFIRMED,
    ]


def test_the_ledger_ties_who_confirmed_to_what_was_proposed(reviewer: Editor) -> None:
    set_up(reviewer, BANK)
    proposed, confirmed = Entry.objects.filter(event__startswith="giving.").order_by(
        "pk"
    )
    assert (proposed.actor, confirmed.actor) == (OPERATOR, reviewer.ref)
    assert proposed.refs.split()[-1] == confirmed.refs.split()[-1]
    assert "give.account.number" in proposed.refs


def test_one_who_may_not_confirms_nothing(reviewer: Editor) -> None:
    editor = account("editor-x", Role.EDITOR)
    propose_giving(OPERATOR, changes=BANK)
    for act in (
        lambda: confirm_giving(editor, seen=seen()),
        lambda: decline_giving(editor),
    ):
        with pytest.raises(Refused):
            act()
    assert current(values.current()) == {}
    assert events() == [Event.GIVING_PROPOSED]


def test_nobody_confirms_what_they_proposed(reviewer: Editor) -> None:
    propose_giving(reviewer.ref, changes=BANK)
    with pytest.raises(Refused):
        confirm_giving(reviewer, seen=seen())
    assert "Example Bank" not in shown()


def test_what_changed_since_it_was_seen_is_not_confirmed(reviewer: Editor) -> None:
    propose_giving(OPERATOR, changes=BANK)
    before = seen()
    propose_giving(OPERATOR, changes=BANK | {"give.account.number": "999 999 999"})
    with pytest.raises(BadInput):
        confirm_giving(reviewer, seen=before)
    assert current(values.current()) == {}


def test_what_is_declined_is_gone_and_what_stood_stands(reviewer: Editor) -> None:
    set_up(reviewer, BANK)
    propose_giving(OPERATOR, changes=dict.fromkeys(BANK, ""))
    decline_giving(reviewer)
    assert "000 000 000" in shown()
    assert events()[-1] == Event.GIVING_DECLINED
    with pytest.raises(NotFound):
        confirm_giving(reviewer, seen=seen())


def test_all_of_it_can_be_taken_away(reviewer: Editor) -> None:
    set_up(reviewer, BANK)
    set_up(reviewer, dict.fromkeys(BANK, ""))
    assert not SiteSetting.objects.filter(key__contains="give").exists()
    assert "No way to give is set up" in shown()


@pytest.mark.parametrize(
    "changes",
    [
        {"give.bank": "Example Bank"},
        {"give.khqr.account": "romdoul@demo"},
        {"give.link.name": "x" * 2},
        LINK | {"give.link.address": "http://gifts.example/"},
        LINK | {"give.link.address": 'https://gifts.example/" onclick="x'},
        LINK | {"give.link.address": "javascript:alert(1)"},
        BANK | {"give.account.number": "one two three"},
        KHQR | {"give.khqr.name": "រំដួល"},
        KHQR | {"give.khqr.account": "no account"},
        {"give.card": "0000"},
        {"give.khqr.code": "000201"},
        {},
    ],
)
def test_what_cannot_be_shown_is_not_proposed(changes: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        propose_giving(OPERATOR, changes=changes)
    assert not SiteSetting.objects.exists()
    assert events() == []


def test_the_code_is_made_once_and_stays_while_the_account_does(
    reviewer: Editor,
) -> None:
    set_up(reviewer, KHQR)
    code = values.current()[CODE]
    assert read(code).account == "romdoul@demo"
    set_up(reviewer, BANK)
    assert values.current()[CODE] == code
    set_up(reviewer, {"give.khqr.city": "Siem Reap"})
    assert read(values.current()[CODE]).city == "Siem Reap"


def test_a_code_that_was_altered_in_the_store_is_not_shown(reviewer: Editor) -> None:
    set_up(reviewer, KHQR)
    altered = values.current()[CODE].replace("romdoul@demo", "another@demo")
    SiteSetting.objects.filter(key=CODE).update(value=altered)
    values.forget()
    assert giving_of(values.current()).khqr is None
    assert 'alt="KHQR' not in shown()


def test_a_change_that_fails_leaves_what_stood_and_no_entry(
    reviewer: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(reviewer, BANK)
    propose_giving(OPERATOR, changes={"give.account.number": "999 999 999"})

    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(confirming, "record", fails)
    with pytest.raises(RuntimeError):
        confirm_giving(reviewer, seen=seen())
    values.forget()
    assert "000 000 000" in shown()
    assert len(events()) == 3
