"""What must not stand in the files of the project."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src").rglob("*.html"))
CATALOGUES = sorted((ROOT / "src/romdoul/locale").rglob("*.po"))
SKIPPED = {".git", ".venv", "var", "node_modules", "__pycache__", "build"}
SKIPPED |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
SKIPPED |= {".import_linter_cache", "test-results", "staticfiles"}

# After the Terminology Guidelines of ECPAT International, second edition (2025).
# "removed" and "damaged" are words for members and files here, never for a child.
AVOIDED = re.compile(
    r"child (pornography|sex\b|prostitute|perpetrator)|child sex (worker|tour)|"
    r"webcam child|sextortion|selfie porn|person of concern|"
    r"\b(paedophile|pedophile|monster|predator|brothel|rescued|ruined|customer)s?\b",
    re.IGNORECASE,
)
# To inform on somebody, and to lodge a legal complaint: not what we ask for.
AVOIDED_KHMER = re.compile("រាយការណ៍|ប្តឹង|ប្ដឹង")
INLINE = re.compile(
    r"<style|\sstyle\s*=|<script(?![^>]*\s(src=|type=\"application/json\"))|\son[a-z]+\s*=\s*[\"']|javascript:",
    re.IGNORECASE,
)
# In halves, so that this file does not name them either.
HOSTS = [
    ".".join(halves)
    for halves in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("proxy.golang", "org"),
        ("rubygems", "org"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
        ("cdnjs", "cloudflare.com"),
    )
]
ELSEWHERE = re.compile(r"(?<![\w.])/wor[k]/|/tmp/pla[n]")


def texts() -> Iterator[tuple[Path, str]]:
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT)
        if set(inside.parts) & SKIPPED or not path.is_file():
            continue
        try:
            yield inside, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_nothing_names_a_registry() -> None:
    found = [
        (str(path), host) for path, text in texts() for host in HOSTS if host in text
    ]
    assert found == []


def test_nothing_names_a_place_outside_the_project() -> None:
    assert [str(path) for path, text in texts() if ELSEWHERE.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    """The content security policy would refuse it, silently."""
    assert not INLINE.search(path.read_text())


@pytest.mark.parametrize(
    "text",
    ["<p style='a'>", "<style>", "<script>a</script>", "<a onclick='a'>"],
)
def test_inline_script_and_style_are_recognised(text: str) -> None:
    assert INLINE.search(text)
    assert not INLINE.search('<script src="a.js" type="module"></script><p class="a">')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_avoided_word(path: Path) -> None:
    assert AVOIDED.findall(path.read_text()) == []


def test_code_lists_and_demo_have_no_avoided_word() -> None:
    sources = list((ROOT / "src").rglob("*.py"))
    assert len(sources) > 100
    assert [str(p) for p in sources if AVOIDED.search(p.read_text())] == []


def test_translations_have_no_avoided_word() -> None:
    checked = 0
    for path in CATALOGUES:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        for message in catalogue:
            words = f"{message.id} {message.string}"
            assert not AVOIDED.search(words), words
            if _is_public(message.locations):
                assert not AVOIDED_KHMER.search(words), words
            checked += 1
    assert checked > 0


def _is_public(locations: list[tuple[str, int]]) -> bool:
    return any("/intake/" in place or "/site/" in place for place, _ in locations)


def formatted_at_import(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where a marked text meets its values outside a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Mod)
            and isinstance(node.left, ast.Call)
            and isinstance(node.left.func, ast.Name)
            and node.left.func.id == "_"
        ):
            yield node.lineno
        yield from formatted_at_import(node)


def test_no_text_is_put_together_before_its_language_is_known() -> None:
    """A lazy text with ``%`` is a plain one, in the language of who came first."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for line in formatted_at_import(ast.parse(path.read_text()))
    ]
    assert found == []
