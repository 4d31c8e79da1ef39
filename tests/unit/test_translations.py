"""The Khmer catalogue is whole, keeps its words, and no text goes around it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from gettext import GNUTranslations
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from shutil import copytree

import allauth
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import locale as django_locale
from django.template.base import DebugLexer, TokenType
from tests.vocabulary import AVOIDED, AVOIDED_KHMER, HIDDEN, INFORMING
from tools import messages

from romdoul.cli.translations import compile_all

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/romdoul"
CATALOGUE = messages.CATALOGUES / "km/LC_MESSAGES/django.po"
GLOSSARY = ROOT / "docs/GLOSSARY.md"
TEMPLATES = sorted(SOURCE.rglob("*.html"))
PUBLIC = ("intake/", "site/", "config/templates/public/", "config/templates/parts/")

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%%|</?\w+[^>]*>")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Names that stand in templates as they are, in both languages.
NAMES = {"Romdoul", "English", "JavaScript"}
SEEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "label"}

# Terms that the glossary sets, and where an English text uses them.
TERMS = {
    "tell us": r"\btell us\b(?! again)",
    "ask for help": r"\bask for help\b",
    "case": r"\bcases?\b(?! manager)",
    "case manager": r"\bcase manager",
    "child": r"\b(child|children)\b",
    "compartment": r"\bcompartments?\b",
    "convicted": r"\bconvicted\b",
    "counsellor": r"\bcounsellor",
    "custodian": r"\bcustodians?\b",
    "establishment": r"\bestablishment",
    "hotline": r"\bhotline\b",
    "leave this page": r"\bleave this page\b",
    "ledger": r"(?<!romdoul )\bledger\b(?!\.)",
    "mailbox": r"\bmailbox",
    "manager": r"(?<!case )\bmanagers?\b",
    "password": r"\bpasswords?\b",
    "passkey": r"\bpasskeys?\b",
    "police": r"\bpolice\b",
    "priority": r"\bpriority\b",
    "reason": r"\breason\b",
    "recovery code": r"\brecovery codes?\b",
    "reporter": r"\breporters?\b",
    "reference": r"\breference\b",
    "safeguarding": r"\bsafeguarding\b",
    "safe hours": r"\bsafe hours\b",
    "search": r"\bsearch",
    "suspect": r"\bsuspect\b",
    "survivor": r"\bsurvivor\b",
    "task": r"\btasks?\b",
    "voice message": r"\bvoice message",
}


@cache
def entries() -> tuple[Message, ...]:
    with CATALOGUE.open("rb") as file:
        found = read_po(file, locale="km")
    assert not found.obsolete
    return tuple(message for message in found if message.id)


def translated() -> list[Message]:
    """Return what is translated; what is not is one test's matter."""
    return [message for message in entries() if khmer(message)]


@cache
def gathered() -> dict[tuple[str | None, str | Sequence[str]], Message]:
    found = read_po(BytesIO(messages.extract().encode()))
    return {(message.context, message.id): message for message in found if message.id}


def english(message: Message) -> str:
    """Return the longer English text: the plural where there are two."""
    return message.id if isinstance(message.id, str) else message.id[-1]


def khmer(message: Message) -> str:
    said = message.string or ""
    return said if isinstance(said, str) else said[0]


def plain(text: str) -> str:
    return PLACEHOLDER.sub(" ", text)


def is_from(message: Message, *places: str) -> bool:
    return any(place.startswith(places) for place, _line in message.locations)


def test_every_text_of_the_sources_is_in_the_catalogue_and_no_other() -> None:
    kept = {(message.context, message.id) for message in entries()}
    assert gathered().keys() - kept == set(), "run `just messages`, then translate"
    assert kept - gathered().keys() == set(), "run `just messages`"


def test_every_text_is_translated_by_somebody_who_was_sure() -> None:
    assert messages.waiting(CATALOGUE) == []


def test_khmer_has_one_form_for_one_and_for_many() -> None:
    with CATALOGUE.open("rb") as file:
        assert read_po(file, locale="km").num_plurals == 1
    several = [message for message in entries() if not isinstance(message.id, str)]
    assert several
    assert all(len(message.string or ()) == 1 for message in several)


def test_placeholders_and_marks_are_kept() -> None:
    differing = [
        english(message)
        for message in translated()
        if sorted(PLACEHOLDER.findall(english(message)))
        != sorted(PLACEHOLDER.findall(khmer(message)))
    ]
    assert differing == []


def test_a_sentence_ends_as_a_sentence() -> None:
    ends = {".": "។", "?": "?", ":": "៖"}
    wrong = [
        english(message)
        for message in translated()
        if english(message)[-1] in ends
        and not khmer(message).endswith(ends[english(message)[-1]])
    ]
    wrong += [
        english(m) for m in translated() if "។" in khmer(m) and "." not in english(m)
    ]
    assert wrong == []


def latin(text: str) -> set[str]:
    return {word.lower() for word in LATIN_WORD.findall(plain(text))}


def test_khmer_is_written_in_khmer() -> None:
    """No Latin word that the English text lacks, and no Latin digit."""
    words = [english(m) for m in translated() if latin(khmer(m)) - latin(english(m))]
    digits = [khmer(m) for m in translated() if re.search("[0-9]", plain(khmer(m)))]
    assert words + digits == []


def test_nothing_hidden_stands_in_the_khmer_text() -> None:
    """A zero-width space would break searching, and browsers break lines without."""
    assert [khmer(m) for m in translated() if HIDDEN.search(khmer(m))] == []


@pytest.mark.parametrize("word", AVOIDED)
def test_an_avoided_word_stands_in_no_text(word: str) -> None:
    found = [t for t in map(english, entries()) if re.search(word, t, re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize("word", AVOIDED_KHMER)
def test_an_avoided_word_stands_in_no_translation(word: str) -> None:
    assert [khmer(m) for m in translated() if word in khmer(m)] == []


def test_public_pages_speak_of_telling_not_of_informing() -> None:
    public = [khmer(message) for message in translated() if is_from(message, *PUBLIC)]
    assert len(public) > 100
    assert [text for text in public if any(word in text for word in INFORMING)] == []


def glossary() -> dict[str, str]:
    """Return each English term with its Khmer one, as the glossary sets them."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", GLOSSARY.read_text(), re.MULTILINE)
    terms: dict[str, str] = {}
    for said, meant in rows[1:]:
        for term in said.split(" / "):
            assert term not in terms, f"{term} is set twice"
            terms[term] = meant
    return terms


@pytest.mark.parametrize("term", sorted(TERMS))
def test_a_term_of_the_glossary_is_used_wherever_its_english_is(term: str) -> None:
    meant = re.split(" / |, ", glossary()[term])
    using = [
        m for m in translated() if re.search(TERMS[term], english(m), re.IGNORECASE)
    ]
    assert using
    assert [english(m) for m in using if not any(w in khmer(m) for w in meant)] == []


class Words(HTMLParser):
    """Collect what a reader sees of a page: text, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}
        self.seen += [value or "" for name, value in attrs if name in SEEN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.seen.append(data)


def untranslated(template: str) -> list[str]:
    """Return the Latin words of a template that stand outside translate tags."""
    parser = Words()
    parser.feed("".join(_outside(template)))
    parser.close()
    return [w for t in parser.seen for w in LATIN_WORD.findall(t) if w not in NAMES]


def _outside(template: str) -> Iterator[str]:
    closing = ""
    for token in DebugLexer(template).tokenize():
        tag = token.contents.split()[0] if token.contents.split() else ""
        is_block = token.token_type is TokenType.BLOCK
        if is_block and tag in {"blocktranslate", "blocktrans", "comment"}:
            closing = f"end{tag}"
        elif is_block and tag == closing:
            closing = ""
        elif not closing:
            yield token.contents if token.token_type is TokenType.TEXT else " "


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_template_says_nothing_but_through_the_catalogue(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<input placeholder="Your name">', ["Your", "name"]),
        ('<a class="button" href="/away/">{% translate "Leave" %}</a>', []),
        ("{% blocktranslate %}Seen by {{ who }}{% endblocktranslate %}", []),
        ("{% comment %}Why{% endcomment %}<b>Romdoul</b>", []),
        ("<script>let text;</script><p>and</p>", ["and"]),
    ],
)
def test_the_scan_sees_what_a_reader_sees(template: str, words: list[str]) -> None:
    assert untranslated(template) == words


def test_what_we_borrow_is_what_django_and_allauth_say() -> None:
    with Path(*django_locale.__path__, "en/LC_MESSAGES/django.po").open("rb") as file:
        theirs = {message.id for message in read_po(file)}
    texts = "".join(
        path.read_text(encoding="utf-8")
        for part in ("account", "mfa")
        for path in Path(*allauth.__path__, part).rglob("*.py")
    )
    borrowed = [m for m in entries() if is_from(m, "config/borrowed.py")]
    assert borrowed
    missed = [m.id for m in borrowed if m.id not in theirs]
    assert [text for text in missed if f'"{text}"' not in texts] == []


def test_the_catalogue_compiles_without_the_gettext_tools(tmp_path: Path) -> None:
    copytree(messages.CATALOGUES, tmp_path / "locale", dirs_exist_ok=True)
    for compiled in tmp_path.rglob("*.mo"):
        compiled.unlink()
    assert compile_all(tmp_path / "locale") == ["km"]
    with (tmp_path / "locale/km/LC_MESSAGES/django.mo").open("rb") as file:
        said = GNUTranslations(file)
    assert said.gettext("Tell us") == "ប្រាប់យើង"
    assert said.pgettext("status", "Open") != said.gettext("Open")
    one, many = (said.ngettext("%(n)s day late", "%(n)s days late", n) for n in (1, 2))
    assert one == many == "ហួសកំណត់ %(n)s ថ្ងៃ"
