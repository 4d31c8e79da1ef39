"""A document is what was asked, in both scripts, and reads as it looks."""

import re
from datetime import UTC, datetime
from io import BytesIO
from itertools import product

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from romdoul.documents import setting
from romdoul.documents.certificate import Both, CertificateTexts, certificate_pdf
from romdoul.documents.khmer import made_readable
from romdoul.documents.setting import FONTS, Busy, can_set

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
KHMER = re.compile("[\u1780-\u17ff]")
ACTUAL_TEXT = re.compile(r"/ActualText \((.*?)\)\n>> BDC", re.DOTALL)
TEXTS = CertificateTexts(
    organisation=Both("អង្គការរំដួល", "The Romdoul organisation"),
    title=Both("វិញ្ញាបនបត្រ", "Certificate"),
    says=Both("បានបញ្ចប់វគ្គសិក្សា", "has completed the course"),
    course=Both("ជួបកុមារជាលើកដំបូង", "First contact with a child"),
    on=Both("ថ្ងៃទី ២៦ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦", "26 November 2026"),
    check=Both("ស្កេនកូដដើម្បីពិនិត្យ", "Scan the code to check it"),
    alt="A code that leads to the page where this can be checked",
    name="សុខ ស្រីមុំ",
    code="V-7K2M-9QXA",
    address="https://romdoul.example/km/verify/?code=V-7K2M-9QXA",
)


def named(name: str) -> PdfReader:
    """Return the certificate of somebody of this name."""
    told = {field: getattr(TEXTS, field) for field in TEXTS.__slots__} | {"name": name}
    return PdfReader(BytesIO(certificate_pdf(CertificateTexts(**told), at=NOW)))


def read_out(pdf: PdfReader) -> list[str]:
    """Return what each line with Khmer says that it is."""
    content = pdf.pages[0].get_contents()
    assert content is not None
    return [
        str(operands[1]["/ActualText"])
        for operands, operator in content.operations
        if operator == b"BDC" and "/ActualText" in operands[1]
    ]


def joined(text: str) -> str:
    return re.sub(r"\s", "", text)


def asked(texts: CertificateTexts) -> list[str]:
    """Return every line of the certificate, in its order."""
    pairs = (getattr(texts, name) for name in ("organisation", "title"))
    told = [words for both in pairs for words in (both.km, both.en)] + [texts.name]
    for both in (texts.says, texts.course, texts.on):
        told += [both.km, both.en]
    return [*told, texts.code, texts.check.km, texts.check.en, texts.address]


def test_the_text_taken_out_is_the_text_asked_for_in_its_order() -> None:
    pdf = named(TEXTS.name)
    assert len(pdf.pages) == 1
    assert joined(pdf.pages[0].extract_text()) == joined("".join(asked(TEXTS)))
    assert read_out(pdf) == [line for line in asked(TEXTS) if KHMER.search(line)]


@pytest.mark.parametrize("name", ["Sok Dara", "Zoë Núñez-O'Neil", "កាកា"])
def test_a_name_stands_as_it_was_typed(name: str) -> None:
    text = named(name).pages[0].extract_text()
    assert joined(name) in joined(text)
    assert joined(text).count(joined(name)) == 1


BASES, SUBSCRIPTS = "កខងចឆញដណតទនបពមយរលវសហឡអ", ("", "្រ", "្ម", "្យ", "្ល", "្វ", "្ត")
VOWELS = ("", *"ាិីុូួើៀេែៃោៅះ់", "ុំ", "ាំ")
SYLLABLES = ["".join(parts) for parts in product(BASES, SUBSCRIPTS, VOWELS)]


@settings(max_examples=12)
@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12))
def test_any_khmer_is_read_out_as_it_was_written(syllables: list[str]) -> None:
    name = "".join(syllables)
    pdf = named(name)
    assert name in read_out(pdf)
    assert name in joined(pdf.pages[0].extract_text())


def test_it_is_tagged_titled_and_says_its_languages() -> None:
    root = named("Sok Dara").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data().replace(b'="1"', b">1<")
    assert named("Sok Dara").metadata.title == "Certificate"
    raw = certificate_pdf(TEXTS, at=NOW)
    assert PdfReader(BytesIO(raw)).pdf_header == "%PDF-1.7"


def test_what_was_typed_is_never_a_command() -> None:
    name = '#read("certificate.typ") $x$ *b* \\ "'
    assert joined(name) in joined(named(name).pages[0].extract_text())


def test_only_our_fonts_are_used_and_their_licence_lies_beside_them() -> None:
    fonts = {str(f["/BaseFont"]) for f in fonts_of(named("Sok Dara"))}
    assert fonts
    assert all("NotoSansKhmer" in name for name in fonts)
    assert (
        "SIL OPEN FONT LICENSE"
        in (FONTS / "LICENSE-NotoSansKhmer.txt").read_text().upper()
    )


def fonts_of(pdf: PdfReader) -> list[dict[str, object]]:
    return [f.get_object() for f in pdf.pages[0]["/Resources"]["/Font"].values()]


@pytest.mark.parametrize("weight", [400, 700])
def test_the_fonts_hold_every_letter_that_may_be_asked_for(weight: int) -> None:
    letters = TTFont(FONTS / f"NotoSansKhmer-{weight}.ttf").getBestCmap()
    may = {letter for letter in range(0x2100) if can_set(chr(letter))}
    assert may <= set(letters)
    assert {*range(0x20, 0x7F), *range(0xC0, 0xFF), *range(0x1780, 0x17B4)} <= may


@pytest.mark.parametrize("text", ["Nguyễn Thị", "王小明", "\u202eeman", "a\nb", "🙂"])
def test_what_no_letter_of_ours_can_show_is_known_before(text: str) -> None:
    assert not can_set(text)


def test_one_is_set_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "WAIT_SECONDS", 0.01)
    with setting._turn, pytest.raises(Busy):
        certificate_pdf(TEXTS, at=NOW)
    assert certificate_pdf(TEXTS, at=NOW)


def test_making_it_readable_twice_changes_no_word() -> None:
    once = certificate_pdf(TEXTS, at=NOW)
    again = PdfReader(BytesIO(made_readable(once)))
    assert joined(again.pages[0].extract_text()) == joined("".join(asked(TEXTS)))
