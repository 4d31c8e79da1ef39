"""A saved page gives its article, to the paragraph, and nothing of its furniture."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.kernel.errors import BadInput
from romdoul.site.news.article import Article
from romdoul.site.news.bylines import byline_of, source_of
from romdoul.site.news.dates import dates_in
from romdoul.site.news.plain import read_text
from romdoul.site.news.reading import read_page

SAVED = Path(__file__).parent / "saved"


def read(name: str) -> Article:
    return read_page(SAVED / name)


def starts(article: Article) -> list[str]:
    return [" ".join(paragraph.split()[:3]) for paragraph in article.paragraphs]


def test_a_papers_page_as_html() -> None:
    found = read("paper.html")
    assert found.title == "Guesthouses learn whom to call"
    assert found.published_on == date(2024, 3, 9)
    assert (found.author, found.source) == ("Chan Dara", "The River Paper")
    assert found.source_url == "https://river-paper.example/2024/03/guesthouses-learn"
    assert found.language == "en"
    assert starts(found) == [
        "Forty owners of",
        "“We did not",
        "A trainer of",
        "The provincial department",
    ]


def test_a_khmer_page_as_html() -> None:
    found = read("khmer.html")
    assert found.title == "ឪពុកម្តាយរៀនអំពីសុវត្ថិភាពតាមអនឡាញ"
    assert found.published_on == date(2025, 6, 21)
    assert (found.author, found.source) == ("ចាន់ ដារ៉ា", "ព័ត៌មានទន្លេ")
    assert found.language == "km"
    assert len(found.paragraphs) == 3
    assert not [p for p in found.paragraphs if "អានបន្ថែម" in p or "ទាក់ទង" in p]


def test_a_khmer_page_as_text() -> None:
    found = read("khmer.txt")
    assert found.title == "ខ្សែទូរសព្ទជំនួយឆ្លើយបានលឿនជាងមុន"
    assert found.published_on == date(2025, 11, 21)
    assert (found.author, found.source) == ("ចាន់ ដារ៉ា", "tonle.example")
    assert found.source_url == "https://tonle.example/khsae"
    assert len(found.paragraphs) == 2


def test_a_page_with_subheadings_as_text() -> None:
    found = read("blog.txt")
    assert found.title == "Court hears how a screen helped a witness speak"
    assert found.published_on == date(2023, 2, 12)
    assert found.paragraphs[2] == "What comes next"
    assert found.paragraphs[-1] == "“She could speak,” he said."
    assert any("What comes next" in str(doubt) for doubt in found.doubts)
    assert any("author" in str(doubt) for doubt in found.doubts)


@pytest.mark.parametrize("name", ["paper.html", "khmer.html", "khmer.txt", "blog.txt"])
def test_nothing_of_the_furniture_is_left(name: str) -> None:
    whole = "\n".join(read(name).paragraphs)
    for furniture in (
        *("Read more", "Share", "Tweet", "cookie", "Copyright", "Related", "comment"),
        *("RP/", "Photo", "Tags", "also like", "ចែករំលែក", "អានបន្ថែម", "អត្ថបទមុន"),
        *("ប្រភព", "រក្សាសិទ្ធិ", "Menu", "Sign in"),
    ):
        assert furniture not in whole


def test_a_date_that_could_be_read_two_ways_is_said() -> None:
    text = "A headline of a text\n03/04/2024\n" + "A sentence that goes on. " * 4
    found = read_text(text)
    assert found.published_on == date(2024, 4, 3)
    assert any("other way round" in str(doubt) for doubt in found.doubts)


def test_what_was_left_out_is_said() -> None:
    doubts = "\n".join(map(str, read("paper.html").doubts))
    assert "Read more: New rules" in doubts


@pytest.mark.parametrize(
    ("line", "author", "source", "day"),
    [
        ("By A. Writer and B. Other | July 1, 2015", "A. Writer and B. Other", "",
         date(2015, 7, 1)),
        ("Khy Somebody / The Paper Share:", "Khy Somebody", "The Paper", None),
        ("21 November 2026", "", "", date(2026, 11, 21)),
        ("ដោយ៖ សុខ សុភា", "សុខ សុភា", "", None),
        ("• July 1, 2015", "", "", date(2015, 7, 1)),
        ("Written by Chan Dara, 3 May 2024", "Chan Dara", "", date(2024, 5, 3)),
    ],
)  # fmt: skip
def test_bylines(line: str, author: str, source: str, day: date | None) -> None:
    said = byline_of(line)
    assert said is not None
    assert (said.author, said.source, said.published_on) == (author, source, day)


@pytest.mark.parametrize("line", ["News Articles", "Home", "", "View: 388"])
def test_lines_that_are_no_bylines(line: str) -> None:
    assert byline_of(line) is None


@given(day=st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_date_is_read_as_it_is_written(day: date) -> None:
    months = "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ"
    khmer = f"{day.day} ខែ{months.split()[day.month - 1]} ឆ្នាំ{day.year}"
    digits = khmer.translate({48 + n: 0x17E0 + n for n in range(10)})
    for written in (f"{day:%B %-d, %Y}", f"{day:%-d %b %Y}", day.isoformat(),
                    f"{day:%d/%m/%Y}", khmer, digits):  # fmt: skip
        assert list(dates_in(written)) == [day], written


def test_no_day_is_made_of_a_date_that_is_none() -> None:
    assert list(dates_in("February 31, 2020; 2020-13-01; 99/99/2020")) == []


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    found = read_text(text)
    assert found.paragraphs or found.doubts


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no article"),
        (b"\xff\xfe\x00", "neither"),
        (b"<html></html>", "no article"),
    ],
)
def test_what_holds_no_article_is_refused(
    content: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / "page").write_bytes(content)
    with pytest.raises(BadInput, match=words):
        read_page(tmp_path / "page")


def test_a_paper_is_called_as_it_calls_itself() -> None:
    assert source_of("https://www.khmertimeskh.com/1") == "Khmer Times"
    assert source_of("https://unknown.example/1") == "unknown.example"
