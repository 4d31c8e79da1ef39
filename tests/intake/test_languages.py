"""Another language takes along what was typed, without JavaScript and in no address."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.factories.flow import FORM, answer, begin, reach_the_last_page
from tests.factories.published import Published

from romdoul.inbox.models import Attachment, Envelope

KHMER = "/km/form/"
# One field of each question, what is typed into it, and how the page then holds it.
QUESTIONS = [
    ("safety", {"danger_now": "on"}, 'name="danger_now" id="id_danger_now" checked'),
    ("kind", {"kind": "threatened"}, 'value="threatened"'),
    ("about", {"about_me": "yes"}, 'value="yes"'),
    ("phone", {"phone_shared": "yes"}, 'value="yes"'),
    ("call", {"phone": "012 345 678", "safe_hours": "noon"}, 'value="noon"'),
    ("where", {"place": "By the <river>"}, 'value="By the &lt;river&gt;"'),
    (
        "tell",
        {"text": "A sentence\nin two lines"},
        "A sentence\nin two lines</textarea>",
    ),
]


def speak(
    phone: Client, step: str, address: str, carried: str = "", /, **typed: object
) -> str:
    """Press the other language on a page; return the page that comes of it."""
    sent = {"step": step, "do": "language", **typed, "whole": "1"}
    if carried:
        sent["text"] = carried
    shown: HttpResponse = phone.post(address, sent, follow=False)
    if shown.status_code == 303:
        assert shown["Location"] == address
        shown = phone.get(address)
    assert shown.status_code == 200
    return shown.content.decode()


@pytest.mark.parametrize("carried", ["", "Half a story"])
@pytest.mark.parametrize(("step", "typed", "held"), QUESTIONS)
def test_every_question_keeps_its_answer_there_and_back(
    phone: Client, step: str, typed: dict[str, str], held: str, carried: str
) -> None:
    begin(phone)
    carried = "" if step == "tell" else carried
    for address, language in ((KHMER, "km"), (FORM, "en")):
        page = speak(phone, step, address, carried, **typed)
        assert f'lang="{language}"' in page
        assert f'data-question="{step}"' in page
        assert held in page
        assert page.count(" checked") == sum(
            name in {"danger_now", "kind", "about_me", "phone_shared"} for name in typed
        )
        assert (f'value="{carried}"' in page) == bool(carried)


def test_what_could_not_be_taken_is_kept_too_and_not_scolded(phone: Client) -> None:
    begin(phone)
    page = speak(phone, "call", KHMER, phone="12", safe_hours="x" * 200)
    assert 'value="12"' in page
    assert f'value="{"x" * 200}"' in page
    assert "error-summary" not in page


def test_an_answer_taken_back_is_taken_back(phone: Client) -> None:
    begin(phone)
    answer(phone, "safety", danger_now="on")
    assert " checked" not in speak(phone, "safety", KHMER)


def test_nothing_is_sent_and_no_address_holds_a_word(
    phone: Client, hotline: Published
) -> None:
    reach_the_last_page(phone)
    shown = phone.post(
        KHMER,
        {"step": "tell", "do": "language", "text": "A mangosteen.", "whole": "1"},
    )
    assert "A mangosteen.</textarea>" in shown.content.decode()
    assert "mangosteen" not in shown.get("Location", "")
    assert not Envelope.objects.exists()


@pytest.mark.parametrize("wish", ["language", "back"])
def test_a_recording_has_to_be_chosen_again_and_the_page_says_so(
    phone: Client, hotline: Published, wish: str
) -> None:
    reach_the_last_page(phone)
    assert "choose it again" not in phone.get(FORM).content.decode()
    voice = SimpleUploadedFile("a.ogg", b"OggS" + bytes(600), "audio/ogg")
    sent = {"step": "tell", "do": wish, "text": "Half a story", "voice": voice}
    page = phone.post(FORM, {**sent, "whole": "1"}).content.decode()
    if wish == "back":
        page = answer(phone, "where", text="Half a story").content.decode()
    assert "choose it again" in page
    assert "Half a story</textarea>" in page
    assert not Attachment.objects.exists()


def test_a_lost_draft_loses_no_words_to_another_language(phone: Client) -> None:
    reach_the_last_page(phone)
    phone.cookies.clear()
    shown = phone.post(
        FORM, {"step": "tell", "do": "language", "text": "Typed long.", "whole": "1"}
    )
    assert "Typed long.</textarea>" in shown.content.decode()


def test_the_first_page_needs_no_cookie_to_change_its_language(phone: Client) -> None:
    for address in ("/en/", "/km/", "/en/box/"):
        assert phone.get(address).status_code == 200
    assert not phone.cookies


def test_going_back_twice_keeps_the_answers_of_both_pages(phone: Client) -> None:
    reach_the_last_page(phone, phone="012345678", safe_hours="noon")
    answer(phone, "where", do="back", place="By the river")
    page = phone.get(FORM).content.decode()
    assert 'value="012345678"' in page
    # Back is a button of the question, so that the browser sends what stands there.
    assert '<button class="back plain" form="question" name="do" value="back">' in page
    answer(phone, "call", do="back", phone="012345678", safe_hours="noon")
    assert 'data-question="phone"' in phone.get(FORM).content.decode()
    answer(phone, "phone", phone_shared="no")
    assert 'value="012345678"' in phone.get(FORM).content.decode()
