"""A report as a document: all of it, in its order, on as many pages as it needs."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from romdoul.documents.report import Named, Picture, ReportTexts, report_pdf
from romdoul.documents.setting import FONTS, shown

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
WORDS = {"contents": "មាតិកា", "about": "អំពីឯកសារនេះ", "row": "ក្រុម", "bar": "របារ"}


def run(text: str, href: str = "") -> Mapping[str, object]:
    return {"text": text, "bold": False, "italic": False, "href": href}


def text(words: str, href: str = "") -> Mapping[str, object]:
    return {"kind": "text", "level": 0, "runs": [run(words, href)]}


def heading(words: str) -> Mapping[str, object]:
    return {"kind": "heading", "level": 1, "runs": [run(words)]}


FIGURE = {
    "kind": "figure",
    "value": "១៨",
    "unit": "សំណុំរឿង",
    "label": "សំណុំរឿងដែលយើងធ្វើការ",
    "definition": "រាប់តែម្តង។",
    "period": "ឆ្នាំ ២០២៥",
}
CHART = {
    "kind": "chart",
    "title": "ប្រាក់ទៅណា",
    "unit": "ភាគរយ",
    "rows": [{"label": "រដ្ឋបាល", "width": 40.0, "value": "៨"}],
    "source": "ប្រភព៖ បញ្ជីប្រាក់",
}


def made(*parts: Mapping[str, object], **told: object) -> PdfReader:
    texts = ReportTexts(
        language="km",
        organisation="អង្គការរំដួល",
        kind="របាយការណ៍",
        title="របាយការណ៍ឆ្នាំ ២០២៥",
        summary="អ្វីដែលយើងបានធ្វើ",
        facts=[Named("អ្នកនិពន្ធ", "វង្ស ចិន្តា")],
        about=[Named("អាជ្ញាប័ណ្ណ", "CC BY")],
        parts=parts,
        words=WORDS,
    )
    fields = {name: getattr(texts, name) for name in texts.__slots__} | told
    return PdfReader(BytesIO(report_pdf(ReportTexts(**fields), at=NOW)))


def said(pdf: PdfReader, number: int) -> str:
    return re.sub(r"\s", "", pdf.pages[number].extract_text())


def squeezed(*words: str) -> str:
    return re.sub(r"\s", "", "".join(words))


def test_every_page_of_several_reads_as_it_was_written() -> None:
    """Pages share fonts: what one says must not change what another does."""
    first, last = "ទំព័រទីមួយនិយាយ", "ទំព័រចុងក្រោយប្រាប់"
    many = [text(f"{n} ការងើបឡើងវិញត្រូវការពេលយូរ។ " * 6) for n in range(40)]
    pdf = made(text(first), *many, text(last))
    assert len(pdf.pages) > 3
    assert squeezed(first) in said(pdf, 1)
    assert squeezed(last) in "".join(said(pdf, n) for n in range(len(pdf.pages)))
    for number in range(1, len(pdf.pages)):
        assert squeezed("អង្គការរំដួល · របាយការណ៍ឆ្នាំ ២០២៥") in said(pdf, number)


def test_the_cover_says_what_it_is_and_whose() -> None:
    cover = said(made(text("។")), 0)
    for words in (
        "អង្គការរំដួល",
        "របាយការណ៍ឆ្នាំ ២០២៥",
        "អ្វីដែលយើងបានធ្វើ",
        "វង្ស ចិន្តា",
    ):
        assert squeezed(words) in cover


def test_figures_keep_their_definition_and_charts_their_numbers() -> None:
    page = said(made(FIGURE, CHART), 1)
    for part in (FIGURE, CHART, CHART["rows"][0]):
        for words in part.values():
            if isinstance(words, str) and words not in {"figure", "chart"}:
                assert squeezed(words) in page


def test_a_long_report_lists_its_parts_and_a_short_one_does_not() -> None:
    parts = [heading(words) for words in ("ទីមួយ", "ទីពីរ", "ទីបី")]
    assert squeezed("មាតិកា") in said(made(*parts), 1)
    assert squeezed("មាតិកា") not in said(made(*parts[:2]), 1)


def test_a_link_leads_where_it_says() -> None:
    pdf = made(text("តំណ", "https://romdoul.example/km/"))
    links = [one.get_object() for one in pdf.pages[1]["/Annots"]]
    assert [one["/A"]["/URI"] for one in links] == ["https://romdoul.example/km/"]


def test_a_picture_stands_in_it_with_its_words() -> None:
    drawn = BytesIO()
    Image.new("RGB", (30, 40), "green").save(drawn, "JPEG")
    pdf = made(text("។"), cover=Picture(drawn.getvalue(), "ផ្ទះមួយ"))
    assert len(pdf.pages[0].images) == 1
    root = str(pdf.trailer["/Root"]["/StructTreeRoot"])
    assert root
    assert any(str(one.get("/Alt")) == "ផ្ទះមួយ" for one in elements(pdf))


def elements(pdf: PdfReader) -> list[Mapping[str, object]]:
    found, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif hasattr(one, "get"):
            found.append(one)
            if "/K" in one:
                waiting.append(one["/K"])
    return found


def test_it_says_its_language_and_that_it_is_tagged() -> None:
    root = made(text("។")).trailer["/Root"]
    assert root["/Lang"] == "km"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_line_ends_with_its_font() -> None:
    """Else a reader that takes its direction from there turns it upside down."""
    content = made(text("សុខសប្បាយ")).pages[1].get_contents()
    operators = [operator for _operands, operator in content.operations]
    depth, seen = 0, 0
    for at, operator in enumerate(operators):
        depth += (operator == b"BDC") - (operator == b"EMC")
        if operator == b"EMC" and depth == 0 and operators[at - 1] == b"Tf":
            seen += 1
    assert seen


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("a → b", "a > b"),
        ("5 \u00d7 3 \u2013 “so”", "5 \u00d7 3 \u2013 “so”"),
        ("王", "Wang"),
        ("ក", "ក"),
    ],
)
def test_what_the_fonts_lack_is_said_in_latin(typed: str, stands: str) -> None:
    assert shown(typed) == stands


@pytest.mark.parametrize("weight", [400, 700])
def test_the_fonts_hold_what_a_report_is_written_with(weight: int) -> None:
    letters = TTFont(FONTS / f"NotoSansKhmer-{weight}.ttf").getBestCmap()
    kept = {n for n in range(0x20, 0x3000) if shown(chr(n)) == chr(n)}
    assert kept <= set(letters)
