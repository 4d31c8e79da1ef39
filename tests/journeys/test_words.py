"""The search for words that may stand nowhere does find them where they stand."""

import base64
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.journeys.seeking import words_in

WORDS = ("Quizzaciously", "ព្រៃកន្ទួតខ្មៅ", "012734918")
Write = Callable[[str], bytes]
WAYS: dict[str, Write] = {
    "UTF-8": lambda word: word.encode(),
    "small letters": lambda word: word.lower().encode(),
    "capital letters": lambda word: word.upper().encode(),
    "UTF-16, little": lambda word: word.encode("utf-16-le"),
    "UTF-16, big": lambda word: word.encode("utf-16-be"),
    "base64": lambda word: base64.b64encode(word.encode()),
    "base64, one after": lambda word: base64.b64encode(f"a{word}bc".encode()),
    "base64, two after": lambda word: base64.b64encode(f"ab{word}c".encode()),
    "base64 of UTF-16": lambda word: base64.b64encode(f"a{word}".encode("utf-16-le")),
    "an address": lambda word: quote(word).encode(),
    "JSON": lambda word: json.dumps({"name": word}).encode(),
    "urlsafe base64": lambda word: base64.urlsafe_b64encode(f"ab{word}".encode()),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_however_it_was_written(
    tmp_path: Path, word: str, way: str
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\0\1" + WAYS[way](word) + b"\xff")
    assert words_in([tmp_path], [word]) == [f"{word} in file"]


def test_a_word_is_found_in_the_journal_of_a_database(tmp_path: Path) -> None:
    store = sqlite3.connect(tmp_path / "store.sqlite3")
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("CREATE TABLE kept (text TEXT)")
    store.commit()
    store.execute("INSERT INTO kept VALUES (?)", (WORDS[1],))
    store.commit()
    assert words_in([tmp_path], WORDS) == [f"{WORDS[1]} in store.sqlite3-wal"]
    store.close()


def test_other_words_are_not_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Nothing of the kind stands here.")
    assert words_in([tmp_path], WORDS) == []
