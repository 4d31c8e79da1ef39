"""With the code the stranger reads the answer and writes back, from any phone."""

import pytest
from django.test import Client
from tests.factories.flow import BOX, FORM, get_code, press, tell
from tests.factories.published import Published

from romdoul.actions.deliver_outbox import deliver_answer
from romdoul.inbox.bindings import answer_binding, message_binding
from romdoul.inbox.content import MessageContent, read_message
from romdoul.inbox.models import Envelope, Mailbox, Message
from romdoul.inbox.outgoing import Answer
from romdoul.intake import slowly
from romdoul.ledger.models import Entry
from romdoul.ledger.stores import Store, alias
from romdoul.vault.opening import open_envelope
from romdoul.vault.sealing import seal_to


@pytest.fixture
def code(phone: Client, hotline: Published) -> str:
    tell(phone, text="One sentence.")
    return get_code(phone)


@pytest.fixture
def another() -> Client:
    """A phone in a shop, weeks later."""
    return Client(headers={"accept-language": "km"})


def desk_answers(text: str) -> None:
    box = Mailbox.objects.get()
    message = f"{Message.objects.count():032x}"
    sealed = seal_to(
        bytes(box.public_key),
        MessageContent(text=text).plain(),
        answer_binding(message, box.id),
    )
    deliver_answer(
        "jobs", mailbox=box.id, answer=Answer(message=message, sealed=sealed)
    )


def opens(phone: Client, code: str) -> None:
    assert press(phone, "open", BOX, code=code).status_code == 303


def test_a_code_has_16_digits_and_is_the_same_after_a_double_tap(
    phone: Client, hotline: Published
) -> None:
    tell(phone, text="One sentence.")
    draft = phone.cookies["f"].value
    first = get_code(phone)
    assert len(first) == 16
    assert first.isdecimal()
    phone.cookies["f"] = draft
    assert get_code(phone) == first
    assert Mailbox.objects.count() == 1


def test_an_answer_is_read_from_another_phone(code: str, another: Client) -> None:
    desk_answers("We have read it. You did nothing wrong.")
    spaced = " ".join(code[i : i + 4] for i in range(0, 16, 4))
    opens(another, spaced.translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")))
    assert "You did nothing wrong." in another.get(BOX).content.decode()


def test_the_code_stands_in_no_store_and_no_cookie(code: str, another: Client) -> None:
    opens(another, code)
    box = Mailbox.objects.get()
    held = [
        box.id,
        box.submission,
        bytes(box.wrapped).hex(),
        another.cookies["b"].value,
    ]
    assert not any(code in one for one in held)


def test_the_reporter_writes_back_and_the_desk_opens_it(
    code: str, another: Client, hotline: Published
) -> None:
    opens(another, code)
    wrote = press(another, "write", BOX, message="a" * 32, text="He is back.")
    assert wrote.status_code == 303
    row = Message.objects.get(direction="in")
    binding = message_binding(row.id, row.compartment, row.epoch)
    plain = open_envelope(hotline.keys.box.private, bytes(row.sealed), binding)
    assert read_message(plain).text == "He is back."
    entry = Entry.objects.using(alias(Store.INBOX)).last()
    assert entry is not None
    assert (entry.actor, entry.event) == ("public", "report.message_received")


def test_a_double_tap_writes_one_message(code: str, another: Client) -> None:
    opens(another, code)
    for _ in range(2):
        press(another, "write", BOX, message="a" * 32, text="Once.")
    assert Message.objects.filter(direction="in").count() == 1


def test_nothing_written_is_asked_for_and_nothing_stored(
    code: str, another: Client
) -> None:
    opens(another, code)
    asked = press(another, "write", BOX, message="a" * 32, text="\u200b ")
    assert asked.status_code == 422
    assert not Message.objects.exists()


@pytest.mark.parametrize("wish", ["write", "language"])
def test_a_letter_that_was_begun_survives_that_the_mailbox_closed(
    code: str, another: Client, wish: str
) -> None:
    opens(another, code)
    del another.cookies["b"]
    begun = {"message": "a" * 32, "text": "A long\nletter."}
    asked = press(another, wish, BOX, **begun).content.decode()
    assert "what you wrote comes along" in asked
    assert 'name="text" value="A long\nletter."' in asked
    wrong = press(another, "open", BOX, code="12", **begun)
    assert (wrong.status_code, "A long\nletter." in wrong.content.decode()) == (
        422,
        True,
    )
    opened = press(another, "open", BOX, code=code, **begun)
    assert "A long\nletter.</textarea>" in opened.content.decode()
    assert press(another, "write", BOX, **begun).status_code == 303
    assert Message.objects.filter(direction="in", id="a" * 32).count() == 1


def test_too_long_a_message_is_kept_on_the_page(code: str, another: Client) -> None:
    opens(another, code)
    typed = "rambutan " * 3_000
    asked = press(another, "write", BOX, message="a" * 32, text=typed)
    assert asked.status_code == 422
    assert typed in asked.content.decode()


@pytest.mark.parametrize(
    "typed", ["", "12", "abcd efgh ijkl mnop", "1" * 17, "😢" * 16]
)
def test_a_broken_code_is_told_how_long_a_code_is(
    code: str, another: Client, typed: str
) -> None:
    asked = press(another, "open", BOX, code=typed)
    assert asked.status_code == 422
    assert "b" not in another.cookies


def test_a_wrong_code_opens_nothing(code: str, another: Client) -> None:
    wrong = f"{(int(code) + 1) % 10**16:016d}"
    asked = another.post("/en/box/", {"do": "open", "code": wrong, "whole": "1"})
    assert asked.status_code == 422
    assert "This code opens nothing" in asked.content.decode()
    assert "b" not in another.cookies


def test_destroying_asks_first_and_then_leaves_nothing_to_open(
    code: str, another: Client
) -> None:
    desk_answers("An answer.")
    opens(another, code)
    assert press(another, "destroy", BOX).status_code == 200
    assert Message.objects.filter(direction="out").exists()
    assert press(another, "destroy-now", BOX).status_code == 200
    box = Mailbox.objects.get()
    assert (bytes(box.wrapped), bytes(box.public_key)) == (b"", b"")
    assert not Message.objects.exists()
    asked = another.post("/en/box/", {"do": "open", "code": code, "whole": "1"})
    assert "This code opens nothing" in asked.content.decode()
    assert Envelope.objects.exists()


def test_an_open_mailbox_that_was_destroyed_elsewhere_asks_for_a_code(
    code: str, another: Client
) -> None:
    opens(another, code)
    there = Client()
    opens(there, code)
    press(there, "destroy-now", BOX)
    assert (
        press(another, "write", BOX, message="a" * 32, text="Hello").status_code == 303
    )
    assert 'name="code"' in another.get(BOX).content.decode()


def test_closing_forgets_the_mailbox(code: str, another: Client) -> None:
    opens(another, code)
    press(another, "close", BOX)
    assert 'name="code"' in another.get(BOX).content.decode()


def test_a_busy_server_says_so_and_loses_nothing(
    phone: Client, hotline: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(phone, text="One sentence.")
    monkeypatch.setattr(slowly, "WAIT_SECONDS", 0.01)
    with slowly._turn:
        asked = press(phone, "code")
    assert asked.status_code == 503
    assert "Your message is safe" in asked.content.decode()
    assert len(get_code(phone)) == 16


def test_a_page_answers_in_its_own_language(code: str, another: Client) -> None:
    assert another.get("/km/box/")["Content-Language"] == "km"
    assert phone_language(another.get(FORM)) == "/en/"


def phone_language(response: object) -> str:
    return str(response["Location"])  # type: ignore[index]
