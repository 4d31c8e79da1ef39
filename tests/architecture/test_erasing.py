"""Nothing is erased without the list of erasures hearing of it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.columns import COLUMNS
from tests.architecture.erasing import ERASES, KEEPS

from romdoul.ledger.events import ENDS, ERASURES, TRANSFERS, Event

PACKAGE = Path(__file__).parents[2] / "src" / "romdoul"
SOURCES = [p for p in sorted(PACKAGE.rglob("*.py")) if "migrations" not in p.parts]
SEALED = {name for columns in COLUMNS.values() for name in columns.sealed.split()}
STATEMENTS = ("DELETE FROM", "TRUNCATE TABLE")
# What tells of an erasure that another event of the same action records in full.
TOLD_BESIDE = {Event.MAILBOX_DESTROYED, Event.CASE_MEMBER_REMOVED}


def is_empty(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in (b"", None)


def emptied(node: ast.AST) -> set[str]:
    """Return the attributes that a statement empties."""
    match node:
        case ast.Assign(targets=targets, value=value) if is_empty(value):
            return {t.attr for t in targets if isinstance(t, ast.Attribute)}
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            pairs = zip(names, values, strict=False)
            return {
                n.attr for n, v in pairs if isinstance(n, ast.Attribute) and is_empty(v)
            }
        case ast.Call(func=ast.Attribute(attr="update"), keywords=words):
            return {word.arg or "" for word in words if is_empty(word.value)}
    return set()


def takes_away(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="delete" | "_raw_delete")):
            return True
        case ast.Constant(value=str(text)):
            return any(statement in text.upper() for statement in STATEMENTS)
    return bool(emptied(node) & SEALED)


def taking(path: Path, text: str) -> Iterator[str]:
    """Yield each function that deletes rows or empties ciphertext, by its name."""
    module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(text)):
        kinds = ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, kinds) and any(map(takes_away, ast.walk(node))):
            yield f"{module}.{node.name}"


def found() -> set[str]:
    return {name for path in SOURCES for name in taking(path, path.read_text())}


def test_every_place_that_takes_something_away_says_whether_it_erases() -> None:
    assert found() == ERASES.keys() | KEEPS.keys()
    assert not ERASES.keys() & KEEPS.keys()


@pytest.mark.parametrize("text", [
    "def f(row):\n    row.delete()",
    "def f(row):\n    row.sealed = b''",
    "def f(row):\n    row.keyring = row.sealed = b''",
    "def f(row):\n    row.content, row.n = b'', 1",
    "def f(rows):\n    rows.filter(a=1).update(wrapped=b'')",
    "def f(cursor):\n    cursor.execute('DELETE FROM a')",
])  # fmt: skip
def test_a_place_that_takes_something_away_is_recognised(text: str) -> None:
    assert list(taking(PACKAGE / "a.py", text)) == ["a.f"]
    assert not list(taking(PACKAGE / "a.py", "def f(row):\n    row.save()"))


def test_what_erases_records_an_event_that_goes_on_the_list() -> None:
    assert set(ERASES.values()) == ERASURES
    texts = [path.read_text() for path in SOURCES if path.parts[-2] != "ledger"]
    for event in ERASURES:
        assert any(f"Event.{event.name}" in text for text in texts), event


def test_an_event_that_ends_a_row_is_on_the_list_or_moves_it() -> None:
    assert ENDS - TRANSFERS - {Event.ERASURE_APPLIED} <= ERASURES


def test_an_event_that_sounds_like_an_erasure_is_one() -> None:
    last_words = ("erased", "destroyed", "left", "deleted", "removed", "forgotten")
    sounding = {e for e in Event if e.value.rpartition(".")[2] in last_words}
    others = {Event.DEVICE_REMOVED, Event.SECOND_FACTOR_REMOVED}
    assert sounding - TOLD_BESIDE - others <= ERASURES
