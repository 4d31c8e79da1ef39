"""A browser seals, and the server stores what it cannot open."""

import base64
import json
import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.factories.flow import FORM, begin
from tests.factories.published import Published, publish

from romdoul.actions.deliver_outbox import deliver_answer
from romdoul.inbox.bindings import (
    answer_binding,
    attachment_binding,
    envelope_binding,
    message_binding,
)
from romdoul.inbox.content import MessageContent, ReportContent
from romdoul.inbox.models import Attachment, Envelope, Mailbox, Message
from romdoul.inbox.models import PublishedKey as Row
from romdoul.inbox.outgoing import Answer
from romdoul.queries import public
from romdoul.vault import mailbox
from romdoul.vault.keys import new_box_keys
from romdoul.vault.mailbox import CodeKeys
from romdoul.vault.opening import open_envelope
from romdoul.vault.sealing import new_key, seal_attachment, seal_to

SEND = "/en/form/send/"


def document(desk: Published, **other: Any) -> dict[str, Any]:
    row, submission = desk.row, secrets.token_hex(16)
    content = ReportContent(id=submission, text="Sealed before it left.")
    binding = envelope_binding(submission, row.compartment, row.epoch)
    sealed = seal_to(bytes(row.public_key), content.plain(), binding)
    return {
        "submission": submission,
        "desk": row.desk,
        "compartment": row.compartment,
        "epoch": row.epoch,
        "priority": "high",
        "sealed": base64.b64encode(sealed).decode(),
    } | other


def post(phone: Client, address: str, body: Any) -> HttpResponse:
    return phone.post(address, json.dumps(body), content_type="application/json")


def test_a_sealed_report_is_stored_as_it_came(
    phone: Client, hotline: Published
) -> None:
    body = document(hotline)
    sent = post(phone, SEND, body)
    row = Envelope.objects.get()
    assert (sent.status_code, sent.json()) == (200, {"ref": row.ref})
    assert bytes(row.sealed) == base64.b64decode(body["sealed"])
    assert "set-cookie" not in sent.headers


def test_the_same_submission_again_answers_the_same_reference(
    phone: Client, hotline: Published
) -> None:
    body = document(hotline)
    first, second = (post(phone, SEND, body).json() for _ in range(2))
    assert first == second
    assert Envelope.objects.count() == 1


def test_the_form_goes_on_to_the_page_after_the_report(
    phone: Client, hotline: Published
) -> None:
    begin(phone)
    draft = phone.get(FORM).context["draft"]
    body = document(hotline, submission=draft.submission)
    ref = post(phone, SEND, body).json()["ref"]
    assert ref in phone.get(FORM).content.decode()


def test_a_sealed_voice_comes_beside_its_report(
    phone: Client, hotline: Published
) -> None:
    voice, row = secrets.token_hex(16), hotline.row
    sealed = seal_attachment(
        new_key(), b"sound", attachment_binding(voice, row.compartment, row.epoch)
    )
    body = document(hotline, attachment=voice)
    file = SimpleUploadedFile("voice", sealed)
    sent = phone.post(SEND, {"report": json.dumps(body), "voice": file})
    assert sent.status_code == 200
    assert bytes(Attachment.objects.get(id=voice).sealed) == sealed


def test_a_voice_that_is_announced_and_missing_is_refused(
    phone: Client, hotline: Published
) -> None:
    sent = post(phone, SEND, document(hotline, attachment="b" * 32))
    assert (sent.status_code, sent.json()["error"]) == (400, "input")
    assert not Envelope.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"submission": "short"},
        {"submission": "g" * 32},
        {"desk": "case"},
        {"desk": "elsewhere"},
        {"priority": "whenever"},
        {"epoch": -1},
        {"epoch": 2**63},
        {"sealed": "***"},
        {"sealed": base64.b64encode(b"plain words").decode()},
        {"more": "than asked"},
        {"compartment": "K" * 99},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_is_no_sealed_report_is_refused(
    phone: Client, hotline: Published, wrong: dict[str, Any]
) -> None:
    sent = post(phone, SEND, document(hotline) | wrong)
    assert (sent.status_code, sent.json()["error"]) == (400, "input")
    assert not Envelope.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"a":'])
def test_a_body_cut_half_way_is_refused(
    phone: Client, hotline: Published, body: bytes
) -> None:
    sent = phone.post(SEND, body, content_type="application/json")
    assert (sent.status_code, sent.json()["error"]) == (400, "input")


def test_too_long_a_body_is_refused(phone: Client, hotline: Published) -> None:
    sent = post(phone, SEND, document(hotline, sealed="A" * 4_000_000))
    assert (sent.status_code, sent.json()["error"]) == (413, "large")


def test_a_key_that_the_desk_does_not_take_is_named(
    phone: Client, hotline: Published, safeguarding: Published
) -> None:
    for wrong in ({"epoch": 2}, {"compartment": "K-other"}, {"desk": "safeguarding"}):
        sent = post(phone, SEND, document(hotline) | wrong)
        assert (sent.status_code, sent.json()["error"]) == (409, "key")
    assert not Envelope.objects.exists()


def test_the_last_epoch_is_taken_for_a_day(phone: Client, hotline: Published) -> None:
    publish("hotline", epoch=2)
    assert post(phone, SEND, document(hotline)).status_code == 200
    old = Row.objects.get(epoch=1)
    assert old.retired_at is not None
    old.retired_at -= timedelta(hours=25)
    old.save()
    public.forget_published()
    assert post(phone, SEND, document(hotline)).json()["error"] == "key"


def test_keys_come_with_what_proves_them(
    phone: Client, hotline: Published, safeguarding: Published
) -> None:
    said = phone.get("/keys/").json()
    desks = {key["desk"]: key for key in said["keys"]}
    assert set(desks) == {"hotline", "safeguarding"}
    assert desks["hotline"]["public_key"] == bytes(hotline.row.public_key).hex()
    assert desks["hotline"]["certificates"][0]["signature"]
    assert len(said["root"]) == 64


@pytest.fixture
def mine(phone: Client, hotline: Published) -> tuple[CodeKeys, str]:
    """A mailbox under a code that the server has not seen."""
    body = document(hotline)
    post(phone, SEND, body)
    keys = CodeKeys(secrets.token_bytes(32), new_key())
    box = new_box_keys()
    inner = mailbox.wrap_inner(keys.wrap_key, box.private)
    made = post(
        phone,
        "/en/form/code/",
        {
            "submission": body["submission"],
            "locator": keys.locator.hex(),
            "public_key": box.public.hex(),
            "inner": base64.b64encode(inner).decode(),
        },
    )
    assert made.json() == {"ref": Envelope.objects.get().ref}
    return keys, body["submission"]


def test_the_browser_opens_an_answer_that_the_server_cannot(
    phone: Client, mine: tuple[CodeKeys, str]
) -> None:
    keys, _ = mine
    box = Mailbox.objects.get()
    words = MessageContent(text="We have read it.").plain()
    binding = answer_binding("c" * 32, box.id)
    sealed = seal_to(bytes(box.public_key), words, binding)
    deliver_answer(
        "jobs", mailbox=box.id, answer=Answer(message="c" * 32, sealed=sealed)
    )

    said = post(phone, "/en/box/read/", {"locator": keys.locator.hex()}).json()
    private = mailbox.unwrap_inner(keys.wrap_key, base64.b64decode(said["inner"]))
    [message] = said["messages"]
    binding = answer_binding(message["id"], said["mailbox"])
    got = mailbox.read_answer(private, base64.b64decode(message["sealed"]), binding)
    assert got == words


def test_the_browser_writes_back(
    phone: Client, mine: tuple[CodeKeys, str], hotline: Published
) -> None:
    locator = mine[0].locator.hex()
    key = post(phone, "/en/box/read/", {"locator": locator}).json()["key"]
    binding = message_binding("d" * 32, key["compartment"], key["epoch"])
    words = MessageContent(text="Thank you.").plain()
    body = {
        "locator": locator,
        "message": "d" * 32,
        "compartment": key["compartment"],
        "epoch": key["epoch"],
        "sealed": base64.b64encode(
            seal_to(bytes.fromhex(key["public_key"]), words, binding)
        ).decode(),
    }
    assert post(phone, "/en/box/write/", body).json() == {}
    stored = bytes(Message.objects.get().sealed)
    assert open_envelope(hotline.keys.box.private, stored, binding) == words


def test_a_locator_of_nothing_opens_nothing(phone: Client, hotline: Published) -> None:
    for address in ("/en/box/read/", "/en/box/destroy/"):
        asked = post(phone, address, {"locator": "0" * 64})
        assert (asked.status_code, asked.json()["error"]) == (404, "code")


def test_the_browser_destroys_a_mailbox(
    phone: Client, mine: tuple[CodeKeys, str]
) -> None:
    locator = mine[0].locator.hex()
    assert post(phone, "/en/box/destroy/", {"locator": locator}).json() == {}
    assert post(phone, "/en/box/read/", {"locator": locator}).status_code == 404


def test_a_second_code_for_a_report_is_refused(
    phone: Client, mine: tuple[CodeKeys, str]
) -> None:
    again = {
        "submission": mine[1],
        "locator": "1" * 64,
        "public_key": "2" * 64,
        "inner": base64.b64encode(bytes(72)).decode(),
    }
    asked = post(phone, "/en/form/code/", again)
    assert (asked.status_code, asked.json()["error"]) == (409, "code")
    assert Mailbox.objects.count() == 1


def test_a_code_for_no_report_is_refused(phone: Client, hotline: Published) -> None:
    body = {
        "submission": "e" * 32,
        "locator": "1" * 64,
        "public_key": "2" * 64,
        "inner": base64.b64encode(bytes(72)).decode(),
    }
    assert post(phone, "/en/form/code/", body).status_code == 404
