"""The website's texts in files: both languages whole, plain, and free of blame."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.vocabulary import AVOIDED, AVOIDED_KHMER, HIDDEN, INFORMING

from romdoul.site.content.reading import Told, markdown, read_told

SOURCE = Path(__file__).resolve().parents[2] / "src/romdoul"
FIRST = SOURCE / "site/content/first/home"
DEMO = SOURCE / "demo/website"
# What somebody in need reads, and what a child reads.
PLAINEST = (
    FIRST / "act/help",
    FIRST / "act/report",
    FIRST / "explore/resources/children",
    DEMO / "explore/resources/materials/the-first-hour",
    DEMO / "explore/resources/materials/when-someone-has-a-picture",
)
LONGEST_SENTENCE, MEAN_SENTENCE = 20, 12

# Words for members and files elsewhere, never for a child or who harmed one.
AVOIDED_HERE = (*AVOIDED, r"\b(client|customer)s?\b", r"\bremoved\b")
# What stands in a block and is not read as words.
NO_WORDS = {"page", "source_url", "address", "kind", "drawing", "file", "language"}
# Tags, emphasis, and where a link of Markdown leads.
MARKS = re.compile(r"<[^>]+>|\*+|\]\([^)]*\)")
ENDS_A_SENTENCE = re.compile(r"(?<=[.?:])\s+")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Names that hold digits.
NAMES = re.compile(r"SHA-256|ISO/IEC 27037|\bA[34]\b")
# Dates, years and addresses: their digits are nobody's number.
NOT_CALLED = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b20\d\d\b|https?://\S+")
NUMBER_TO_CALL = re.compile(r"\+?\d(?:[ .\-]?\d){6,}|tel:")
KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
SOURCES_OF_LAW = {
    "cjad.nottingham.ac.uk",
    "english.cambodiadaily.com",
    "iccdb.hrlc.net",
    "taskforceonht.org",
    "uncac.cn",
    "www.ecoi.net",
}
ELSEWHERE = re.compile(r"https?://([^/\s\"]+)")


def folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in root.rglob("page.toml"))


@cache
def read(path: Path) -> Told:
    return read_told(path)


def files(language: str, *roots: Path) -> list[Path]:
    return [path for root in roots for path in sorted(root.rglob(f"{language}.md"))]


def words(value: Any) -> Iterator[str]:
    """Yield every text in a field or a block that a visitor reads."""
    if isinstance(value, str):
        lines = (MARKS.sub("", line) for line in value.split("\n"))
        yield from (line.strip() for line in lines if line.strip())
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in NO_WORDS:
                yield from words(one)


def texts(path: Path) -> list[str]:
    told = read(path)
    bodies = [value for _name, value in told.blocks]
    return [*words(told.fields), *words(bodies)]


def shape(value: Any) -> object:
    """Return what a text must have in common with its translation."""
    if isinstance(value, str):
        return re.findall(r"<(a href=\"page:[^\"]*|\w+)", markdown_of(value))
    if isinstance(value, list):
        return [shape(one) for one in value]
    if isinstance(value, dict):
        return {k: v if k in NO_WORDS else shape(v) for k, v in value.items()}
    return value


def markdown_of(text: str) -> str:
    return text if text.startswith("<") else markdown(text)


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


ALL = [*files("km", FIRST, DEMO), *files("en", FIRST, DEMO)]
KHMER = files("km", FIRST, DEMO)
ENGLISH = files("en", FIRST, DEMO)
PAIRS = [
    folder
    for folder in (*folders(FIRST), *folders(DEMO))
    if (folder / "km.md").is_file() and (folder / "en.md").is_file()
]


def test_there_are_texts() -> None:
    assert len(folders(FIRST)) > 30


@pytest.mark.parametrize("folder", folders(FIRST), ids=name)
def test_a_first_page_stands_in_both_languages_with_words(folder: Path) -> None:
    for language in ("km", "en"):
        told = read(folder / f"{language}.md")
        assert told.fields["title"]
        assert 20 < len(told.fields["summary"]) <= 400


@pytest.mark.parametrize("folder", PAIRS, ids=name)
def test_both_languages_say_as_much(folder: Path) -> None:
    """The same blocks, paragraphs, points and links, one for one."""
    khmer, english = read(folder / "km.md"), read(folder / "en.md")
    assert khmer.fields.keys() == english.fields.keys()
    assert [one[0] for one in khmer.blocks] == [one[0] for one in english.blocks]
    for (_, one), (_, other) in zip(khmer.blocks, english.blocks, strict=True):
        assert shape(one) == shape(other)


@pytest.mark.parametrize("path", ALL, ids=name)
def test_no_text_has_an_avoided_word(path: Path) -> None:
    found = [
        (word, text)
        for text in texts(path)
        for word in AVOIDED_HERE
        if re.search(word, text, re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize("path", KHMER, ids=name)
def test_no_khmer_text_has_an_avoided_word(path: Path) -> None:
    found = [
        (word, text)
        for text in texts(path)
        for word in (*AVOIDED_KHMER, *INFORMING)
        if word in text
    ]
    assert found == []


@pytest.mark.parametrize("path", KHMER, ids=name)
def test_khmer_holds_nothing_hidden(path: Path) -> None:
    assert HIDDEN.findall(path.read_text()) == []


@pytest.mark.parametrize("path", KHMER, ids=name)
def test_khmer_is_written_with_its_own_digits(path: Path) -> None:
    found = [t for t in texts(path) if re.search("[0-9]", NAMES.sub("", t))]
    assert found == []


@pytest.mark.parametrize("folder", PAIRS, ids=name)
def test_khmer_has_no_latin_word_that_english_lacks(folder: Path) -> None:
    def latin(language: str) -> set[str]:
        said = " ".join(texts(folder / f"{language}.md"))
        return {word.lower() for word in LATIN_WORD.findall(said)}

    assert latin("km") - latin("en") == set()


@pytest.mark.parametrize("path", ENGLISH, ids=name)
def test_english_has_the_quotation_marks_of_print(path: Path) -> None:
    assert [text for text in texts(path) if '"' in text] == []


@pytest.mark.parametrize("path", ALL, ids=name)
def test_no_text_has_a_number_to_call(path: Path) -> None:
    """Numbers are settings of the site; one in a text would outlive its owner."""
    said = NOT_CALLED.sub("", path.read_text().translate(KHMER_DIGITS))
    assert NUMBER_TO_CALL.findall(said) == []
    assert "@" not in said


@pytest.mark.parametrize("number", ["023 123 456", "+855 12 345 678", "012-345-678"])
def test_a_number_to_call_is_recognised(number: str) -> None:
    assert NUMBER_TO_CALL.search(f"Call {number} now")
    assert not NUMBER_TO_CALL.search("In 2018, 2019 and 2021, from 7 to 15 years")


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_link_elsewhere_leads_to_nobody(path: Path) -> None:
    """Everything here is invented, and so are its sources; the law is not."""
    hosts = set(ELSEWHERE.findall(path.read_text())) - SOURCES_OF_LAW
    assert [host for host in hosts if not host.endswith(".example")] == []


def sentences(path: Path) -> list[list[str]]:
    parts = [part for text in texts(path) for part in ENDS_A_SENTENCE.split(text)]
    counted = [re.findall(r"[\w'-]+", part) for part in parts]
    return [sentence for sentence in counted if sentence]


@pytest.mark.parametrize("folder", PLAINEST, ids=name)
def test_the_plainest_pages_are_plain(folder: Path) -> None:
    found = sentences(folder / "en.md")
    assert len(found) > 20
    assert [" ".join(s) for s in found if len(s) > LONGEST_SENTENCE] == []
    assert sum(map(len, found)) / len(found) <= MEAN_SENTENCE


def test_a_long_sentence_is_counted_whole(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_text('+++\ntitle = "One"\n+++\nTwo [three](page:a/b). ' + "word " * 21)
    assert [len(sentence) for sentence in sentences(path)] == [1, 2, 21]
