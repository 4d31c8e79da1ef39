"""Looks for words in files, byte by byte, however they may have been written."""

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

FOR_ADDRESSES = bytes.maketrans(b"+/", b"-_")


def spellings(word: str) -> Iterator[bytes]:
    """Return every sequence of bytes that would betray a word: it may not occur.

    As typed, in small and in capital letters; in UTF-8, in UTF-16 of either order,
    in base64 of each, wherever in a longer text the word may have stood; and as
    addresses and JSON escape it.
    """
    for said in {word, word.lower(), word.upper()}:
        yield quote(said).encode()
        yield json.dumps(said)[1:-1].encode()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            plain = said.encode(encoding)
            yield plain
            for before in range(3):
                encoded = in_base64(plain, before)
                yield encoded
                yield encoded.translate(FOR_ADDRESSES)


def in_base64(plain: bytes, before: int) -> bytes:
    """Return the middle of a word's base64 when that many bytes stand before it.

    The first and the last characters also carry bits of what stands beside it; they
    are left out.
    """
    whole = base64.b64encode(bytes(before) + plain).rstrip(b"=")
    first = -(-before * 8 // 6)
    return whole[first : (before + len(plain)) * 8 // 6]


def words_in(folders: Iterable[Path], words: Iterable[str]) -> list[str]:
    """Return "word in file" for each word that stands in a file under the folders.

    Every file is read, the journals of databases included.
    """
    wanted = [(word, set(spellings(word))) for word in words]
    found = []
    for path in files_under(folders):
        content = path.read_bytes()
        for word, written in wanted:
            if any(one in content for one in written):
                found.append(f"{word} in {path.name}")
    return found


def files_under(folders: Iterable[Path]) -> list[Path]:
    """Return every file under these folders; a file named alone is itself."""
    return [
        path
        for folder in folders
        for path in ([folder] if folder.is_file() else sorted(folder.rglob("*")))
        if path.is_file()
    ]
