"""A short form is read at once, and never otherwise than Django would read it."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.intake.short_forms import FIELDS_MAX, SHORT, plain_fields, read_short

BOUNDARY = "----WebKitFormBoundaryQ7xk2A9pLmZ4"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
NAMES = st.sampled_from(["text", "kind", "step", "whole", "do", "url"])
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def field(name: str, value: str, more: str = "") -> str:
    head = f'Content-Disposition: form-data; name="{name}"{more}'
    return f"--{BOUNDARY}\r\n{head}\r\n\r\n{value}\r\n"


def form(*parts: str) -> bytes:
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


WORDS = field("text", "ក្មេងម្នាក់ត្រូវការជំនួយ។\r\nYes.")
NO_FILE = '; filename=""\r\nContent-Type: application/octet-stream'
A_FILE = '; filename="a.ogg"\r\nContent-Type: audio/ogg'


def sent(body: bytes, kind: str = MULTIPART) -> HttpRequest:
    return RequestFactory().generic("POST", "/en/form/", body, content_type=kind)


def test_what_a_browser_sends_is_read() -> None:
    body = form(WORDS, field("voice", "", NO_FILE), field("whole", "1"))
    assert read_short(sent(body)) == {
        "text": "ក្មេងម្នាក់ត្រូវការជំនួយ។\r\nYes.",
        "voice": "",
        "whole": "1",
    }


@given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
def test_fields_are_those_that_django_reads(said: list[tuple[str, str]]) -> None:
    body = form(*(field(name, value) for name, value in said))
    assert plain_fields(body, BOUNDARY) == sent(body).POST.dict()


SCRAPS = st.one_of(
    st.sampled_from(
        [
            f"--{BOUNDARY}",
            f"--{BOUNDARY}--",
            "\r\n",
            "\n",
            "--",
            'Content-Disposition: form-data; name="text"',
            "content-disposition: form-data; name=text",
            'Content-Disposition: form-data; name="voice"; filename="a.ogg"',
            "Content-Transfer-Encoding: base64",
            "\r\n\r\n",
            "ក",
        ]
    ).map(str.encode),
    st.binary(max_size=6),
)
AROUND = field("text", "|").encode().split(b"|")
AROUND_NO_FILE = field("voice", "|", NO_FILE).encode().split(b"|")
PIECES = st.one_of(
    SCRAPS,
    st.lists(SCRAPS, max_size=3).map(lambda inside: b"".join(inside).join(AROUND)),
    SCRAPS.map(lambda inside: inside.join(AROUND_NO_FILE)),
    st.just(field("whole", "1").encode()),
)
BODIES = st.tuples(
    st.sampled_from([b"", WORDS.encode()]),
    st.lists(PIECES, max_size=4).map(b"".join),
    st.sampled_from([form(), form(), b""]),
).map(b"".join)


@settings(max_examples=500)
@given(BODIES)
def test_any_body_is_read_as_django_reads_it_or_not_at_all(body: bytes) -> None:
    fields = plain_fields(body, BOUNDARY)
    assert fields is None or fields == sent(body).POST.dict()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        form()[:-5],
        form(WORDS)[: len(WORDS)],
        b"before" + form(WORDS),
        form(WORDS) + b"after",
        form(field("voice", "OggS", A_FILE)),
        form(field("text", "x", "\r\nContent-Transfer-Encoding: base64")),
        form(field('te"xt', "x")),
        form(f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n"),
        form(field("text", f"a--{BOUNDARY}b")),
        form(WORDS).replace("ក".encode(), b"\xe1\x9e"),
        form(*[field("text", "x")] * (FIELDS_MAX + 1)),
    ],
    ids=range(12),
)
def test_what_is_not_plain_is_left_to_django(body: bytes) -> None:
    assert plain_fields(body, BOUNDARY) is None


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        f'multipart/form-data; boundary="{BOUNDARY} "',
        f"{MULTIPART}; charset=utf-16",
        "multipart/form-data; boundary=ក",
    ],
)
def test_a_form_of_another_kind_is_left_to_django(kind: str) -> None:
    assert read_short(sent(form(WORDS), kind)) is None


def test_a_long_form_is_not_taken_into_memory() -> None:
    request = sent(form(field("text", "x" * SHORT)))
    assert read_short(request) is None
    assert not hasattr(request, "_body")


def test_what_was_left_to_django_can_still_be_read() -> None:
    request = sent(form(WORDS, field("voice", "OggS", A_FILE), field("whole", "1")))
    assert read_short(request) is None
    assert request.POST["whole"] == "1"
    assert request.FILES["voice"].read() == b"OggS"


def test_nothing_of_a_form_is_kept_between_requests() -> None:
    first = read_short(sent(form(WORDS)))
    second = read_short(sent(form(field("whole", "1"))))
    assert first is not second
    assert second == {"whole": "1"}
