"""A voice message arrives sealed; whatever is not one does not arrive."""

import gc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.factories.flow import FORM, reach_the_last_page
from tests.factories.published import Published

from romdoul.inbox.bindings import attachment_binding, envelope_binding
from romdoul.inbox.content import VOICE_BYTES_MAX, ReportContent, read_content
from romdoul.inbox.models import Attachment, Envelope
from romdoul.intake.uploads import VoiceUpload
from romdoul.intake.views import form
from romdoul.kernel.secret import Secret
from romdoul.vault.opening import open_envelope, open_file

OGG = b"OggS\0\x02" + bytes(22) + b"OpusHead" + bytes(60)
SOUND = OGG + bytes(range(256)) * 1_200


def say(phone: Client, content: bytes, **told: str) -> HttpResponse:
    voice = SimpleUploadedFile("my name.ogg", content, "audio/ogg")
    return phone.post(
        FORM, {"step": "tell", "text": "", **told, "voice": voice, "whole": "1"}
    )


def opened(desk: Published) -> tuple[ReportContent, bytes]:
    row, voice = Envelope.objects.get(), Attachment.objects.get()
    binding = envelope_binding(row.id, row.compartment, row.epoch)
    sealed = bytes(row.sealed)
    content = read_content(open_envelope(desk.keys.box.private, sealed, binding))
    assert content.voice is not None
    assert content.voice.attachment == voice.id
    chunks = open_file(
        Secret(bytes.fromhex(content.voice.key)),
        [bytes(voice.sealed)],
        attachment_binding(voice.id, row.compartment, row.epoch),
    )
    return content, b"".join(chunks)


@pytest.fixture
def ready(phone: Client, hotline: Published) -> Client:
    reach_the_last_page(phone)
    return phone


def test_a_voice_message_alone_is_a_report(ready: Client, hotline: Published) -> None:
    assert say(ready, SOUND).status_code == 303
    content, sound = opened(hotline)
    assert sound == SOUND
    assert content.voice is not None
    assert (content.voice.type, content.voice.format) == ("audio/ogg", "RF1")
    stored = bytes(Attachment.objects.get().sealed)
    assert SOUND[1_000:1_100] not in stored


def test_a_voice_message_of_a_second_is_sealed_as_well(
    ready: Client, hotline: Published
) -> None:
    assert say(ready, OGG, text="And a word.").status_code == 303
    content, sound = opened(hotline)
    assert (content.text, sound) == ("And a word.", OGG)


def test_a_recording_is_let_go_with_its_request(
    ready: Client, hotline: Published
) -> None:
    voice = SimpleUploadedFile("voice.ogg", SOUND, "audio/ogg")
    fields = {"step": "tell", "voice": voice, "whole": "1"}
    request = RequestFactory().post(FORM, fields)
    request.COOKIES = {"f": ready.cookies["f"].value}
    gc.collect()
    gc.disable()
    try:
        assert form(request).status_code == 303
        del request
        assert not [one for one in gc.get_objects() if isinstance(one, VoiceUpload)]
    finally:
        gc.enable()


def test_a_voice_file_that_is_none_says_so_and_keeps_the_words(ready: Client) -> None:
    asked = say(ready, b"<html>" + bytes(500), text="A sentence beside it.")
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "not a voice recording" in page
    assert "A sentence beside it." in page
    assert not Envelope.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0" + bytes(500),
        b"\x89PNG\r\n\x1a\n" + bytes(500),
        b"RIFF\0\0\0\0AVI LIST" + bytes(500),
        b"\0\0\0\x18ftypisom"
        + bytes(80_000)
        + b"hdlr"
        + bytes(8)
        + b"vide"
        + bytes(99),
        b"\0\0\0\x18ftypisom"
        + bytes(65_520)
        + b"hdlr"
        + bytes(8)
        + b"vide"
        + bytes(99),
        b"\x1a\x45\xdf\xa3" + bytes(200) + b"V_VP9" + bytes(500),
        b"OggS" + bytes(24) + b"\x80theora" + bytes(500),
    ],
    ids=["jpeg", "png", "avi", "mp4", "mp4-across-chunks", "webm", "ogg"],
)
def test_no_picture_and_no_video_is_taken(ready: Client, content: bytes) -> None:
    asked = say(ready, content, text="See this.")
    assert asked.status_code == 422
    assert "cannot be sent" in asked.content.decode()
    assert not Attachment.objects.exists()


def test_a_long_recording_that_fits_is_taken(ready: Client, hotline: Published) -> None:
    """Of how many seconds it is, nobody asks: who is afraid does not count them."""
    longer = OGG + bytes(VOICE_BYTES_MAX - len(OGG))
    assert say(ready, longer).status_code == 303
    assert opened(hotline)[1] == longer


def test_the_form_promises_no_refusal_of_a_long_recording(ready: Client) -> None:
    page = ready.get(FORM).content.decode()
    assert "a longer one is taken too" in page
    assert "up to 3 minutes" not in page


def test_too_large_a_recording_says_so(ready: Client) -> None:
    asked = say(ready, OGG + bytes(VOICE_BYTES_MAX))
    assert asked.status_code == 422
    assert "too large" in asked.content.decode()
    assert not Attachment.objects.exists()


def test_a_recording_is_asked_for_again_when_something_else_is_wrong(
    ready: Client,
) -> None:
    asked = say(ready, SOUND, text="x" * 100_001)
    assert asked.status_code == 422
    assert "choose it again" in asked.content.decode()


def test_a_cut_recording_is_not_taken(ready: Client) -> None:
    whole = ready.post(FORM, {"step": "tell", "voice": SimpleUploadedFile("v", SOUND)})
    assert whole.status_code == 400
    assert not Attachment.objects.exists()


def test_files_in_other_fields_are_dropped(ready: Client) -> None:
    other = SimpleUploadedFile("picture.jpg", b"\xff\xd8\xff" + bytes(300))
    sent = ready.post(
        FORM, {"step": "tell", "text": "Words.", "photo": other, "whole": "1"}
    )
    assert sent.status_code == 303
    assert not Attachment.objects.exists()
