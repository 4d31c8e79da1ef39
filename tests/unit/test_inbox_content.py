"""What counts as something said, and what a report is worth hurrying for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.inbox.codes import Desk, Kind, Priority, Said, desk_of
from romdoul.inbox.content import (
    MessageContent,
    ReportContent,
    read_content,
    read_message,
    visible,
)
from romdoul.inbox.priority import priority_of
from romdoul.intake.voice import PictureWatch, voice_type
from romdoul.kernel.errors import BadInput

ID = "0" * 32


@pytest.mark.parametrize("text", ["a", "។", "😢", "៥", "?", "\u200bក", "❤️"])
def test_one_character_that_can_be_seen_is_enough(text: str) -> None:
    assert visible(text)
    assert ReportContent(id=ID, text=text).enough


@pytest.mark.parametrize(
    "text", ["", " ", "\u00a0\t\n", "\u200b\u2060\ufe0f", "\u3164"]
)
def test_what_cannot_be_seen_says_nothing(text: str) -> None:
    assert not visible(text)
    assert not ReportContent(id=ID, text=text, url=text).enough


def test_a_call_needs_a_number_and_safe_hours() -> None:
    asked = {"id": ID, "call_me": True, "phone": "012345678"}
    assert not ReportContent(**asked).enough
    assert ReportContent(**asked, safe_hours="noon").enough


@given(st.text(max_size=300), st.sampled_from(Kind))
def test_a_report_reads_as_it_was_written(text: str, kind: Kind) -> None:
    content = ReportContent(id=ID, text=text, kind=kind)
    assert read_content(content.plain()) == content


@given(st.binary(max_size=200))
def test_what_is_no_report_is_refused_by_name(plain: bytes) -> None:
    with pytest.raises(BadInput):
        read_content(plain)
    with pytest.raises(BadInput):
        read_message(plain)


def test_a_message_reads_as_it_was_written() -> None:
    assert read_message(MessageContent(text="សួស្តី").plain()).text == "សួស្តី"


def test_the_words_of_a_report_do_not_print_themselves() -> None:
    content = ReportContent(id=ID, text="quizzacious", name="Name", phone="012")
    assert "quizzacious" not in repr(content)
    assert "012" not in repr(content)


@pytest.mark.parametrize("kind", Kind)
def test_only_reports_about_our_own_people_leave_the_hotline(kind: Kind) -> None:
    own = kind is Kind.OWN_PEOPLE
    assert desk_of(kind) is (Desk.SAFEGUARDING if own else Desk.HOTLINE)


@pytest.mark.parametrize("kind", Kind)
def test_danger_now_is_always_first_and_nothing_unread_is_low(kind: Kind) -> None:
    urgent = priority_of(kind, danger_now=True, about_me=Said.NO)
    assert urgent is Priority.IMMEDIATE
    for said in Said:
        calm = priority_of(kind, danger_now=False, about_me=said)
        assert calm is not Priority.LOW


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"OggS", "audio/ogg"),
        (b"\x1a\x45\xdf\xa3", "audio/webm"),
        (b"#!AMR\n", "audio/amr"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"\0\0\0\x1cftypM4A ", "audio/mp4"),
        (b"\0\0\0\x18ftyp3gp5", "audio/3gpp"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"\xff\xd8\xff\xe0", None),
        (b"\xff\xfea\0", None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_a_recording_is_known_by_its_bytes(head: bytes, kind: str | None) -> None:
    assert voice_type(head.ljust(64, b"\0")) == kind


@given(st.integers(1, 40))
def test_a_video_track_shows_wherever_the_pieces_are_cut(size: int) -> None:
    track = b"x" * 37 + b"hdlr" + bytes(8) + b"vide" + b"x" * 40
    watch = PictureWatch()
    pieces = [track[at : at + size] for at in range(0, len(track), size)]
    assert any(watch.sees(piece) for piece in pieces)
