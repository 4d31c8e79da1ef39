"""Phones, documents and addresses have one form, or none."""

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.matching.numbers import document, email, handle, phone, url

READERS = [phone, document, email, handle, url]
ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
NEARLY_AN_ADDRESS = st.lists(
    st.sampled_from(
        ["http://", "https:", "//", "[", "]", ":", "@", "%", "%2", "..", "/"]
    )
    | st.sampled_from(
        ["www.", "xn--", "é", "ខ", "\ud800", "\uff11", "?", "#", "a", "."]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        *["012 345 678", "012345678", "០១២ ៣៤៥ ៦៧៨", "+855 12 345 678", "85512345678"],
        *[
            "+855 (0)12-345-678",
            "00855 12 345 678",
            "\u200b012\u202a345678",
            "tel 012345678",
        ],
        *["012 345 678 (mother)", "012.345.678", "012 345 678 / 096 123 4567"],
        *["+\u17e8\u17e5\u17e5 12345678", "012 345 678 ext 3"],
    ],
)
def test_a_phone_has_one_form(text: str) -> None:
    assert phone(text) == "+85512345678"


def test_a_phone_without_a_country_is_of_the_jurisdiction() -> None:
    assert phone("081 234 5678", region="TH") == "+66812345678"
    assert phone("+66 81 234 5678") == "+66812345678"
    assert phone("012 345 678", region="ZZ") is None


@pytest.mark.parametrize(
    "text", ["", "999", "0000000000", "012 345", "no phone", "+999 12 345 678", "😀"]
)
def test_what_is_in_no_range_is_no_phone(text: str) -> None:
    assert phone(text) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        *[("n 123-4567", "N1234567"), ("N1234567", "N1234567"), ("១២៣៤៥៦", "123456")],
        *[
            ("2a.1234", "2A1234"),
            ("12a\u00b434", "12\u00c134"),
            ("ភ្នំពេញ 2A-1234", "ភ្នំពេញ2A1234"),
            ("\uff2e\uff11\uff12\uff13\uff14", "N1234"),
        ],
    ],
)
def test_a_document_has_one_form(text: str, form: str) -> None:
    assert document(text) == form


@pytest.mark.parametrize("text", ["", "ABCDEF", "A1", "1" * 41, "-- --", "😀"])
def test_what_cannot_be_a_document_is_none(text: str) -> None:
    assert document(text) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        *[
            (" Foo.Bar@Example.COM ", "foo.bar@example.com"),
            ("mailto:a@b.kh", "a@b.kh"),
        ],
        *[("a@ខ្មែរ.com", "a@xn--j2e0cg3n2c.com"), ("A\uff20b.kh", "a@b.kh")],
    ],
)
def test_an_email_has_one_form(text: str, form: str) -> None:
    assert email(text) == form


@pytest.mark.parametrize(
    "text",
    ["", "a@b", "@b.kh", "a b@c.kh", "a@", "a@@b.kh", "a@b..kh", "a@" + "b." * 400],
)
def test_what_is_no_email_is_none(text: str) -> None:
    assert email(text) is None


def test_a_handle_has_one_form() -> None:
    assert handle(" @Sok_Dara") == handle("sok_dara") == "sok_dara"
    assert handle("\uff33\uff2f\uff2b") == "sok"


@pytest.mark.parametrize("text", ["", "@", "Sok Dara", "t.me/sok", "a@b", "x" * 400])
def test_a_display_name_or_a_link_is_no_handle(text: str) -> None:
    assert handle(text) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("HTTP://Example.COM:80/A/b/", "http://example.com/A/b"),
        ("https://example.com:443", "https://example.com"),
        ("https://example.com:8443/", "https://example.com:8443"),
        ("https://example.com/a/./b/../c#part", "https://example.com/a/c"),
        ("https://user:word@example.com/a", "https://example.com/a"),
        ("https://example.com/%7euser/%e1", "https://example.com/~user/%E1"),
        ("https://example.com/ក", "https://example.com/%E1%9E%80"),
        ("https://ខ្មែរ.com./", "https://xn--j2e0cg3n2c.com"),
        ("https://example.com/?b=2&a=1&", "https://example.com?b=2&a=1"),
        (
            "https://example.com/v?id=1&fbclid=x&utm_source=y",
            "https://example.com/v?id=1",
        ),
        ("www.Example.com/Page", "https://www.example.com/Page"),
        ("example.com/page", "https://example.com/page"),
        ("http://[2001:DB8:0::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("http://192.0.2.1/", "http://192.0.2.1"),
    ],
)
def test_a_url_has_one_form(text: str, form: str) -> None:
    assert url(text) == form
    assert url(form) == form


@pytest.mark.parametrize(
    "text",
    [
        *["", "report.pdf", "Sok Dara", "ftp://example.com/a", "javascript:alert(1)"],
        *[
            "data:text/html,x",
            "http://",
            "http://[1",
            "http://a:99999/",
            "http://a b.kh/",
        ],
        *["https:///path", "http://a..b/", "file:///etc/x", "https://" + "a" * 3_000],
    ],
)
def test_what_is_no_web_address_is_none(text: str) -> None:
    assert url(text) is None


@settings(deadline=None)
@given(ANY_TEXT | NEARLY_AN_ADDRESS)
def test_no_text_raises_and_every_form_is_final(text: str) -> None:
    for read in READERS:
        form = read(text)
        assert form is None or read(form) == form


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "unit", ["1", "0 ", "a\u0301\u0323", "\u200b", "http://", "@a."]
)
def test_a_hundred_thousand_characters_are_refused_at_once(
    read: Callable[[str], str | None], unit: str
) -> None:
    started = process_time()
    assert read((unit * 100_000)[:100_000]) is None
    assert process_time() - started < 1
