"""The walls of the house: who imports whom, who points where, and how large."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src/romdoul").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION, USUAL_FUNCTION = 400, 50, 10
FORBIDDEN_NAMES = {"utils", "helpers", "services", "manager"}


def layers() -> dict[str, int]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    rows = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        name.strip(): level
        for level, row in enumerate(reversed(rows))
        for name in row.split("|")
    }


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text())
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_foreign_keys_only_point_down() -> None:
    level, checked = layers(), 0
    for model in apps.get_models():
        if not model.__module__.startswith("romdoul."):
            continue
        for field in model._meta.concrete_fields:
            target = getattr(field, "related_model", None)
            if target is None or not target.__module__.startswith("romdoul."):
                continue
            here, there = (m.__module__.split(".")[1] for m in (model, target))
            assert level[there] <= level[here], f"{model.__name__}.{field.name}"
            checked += 1
    assert checked > 20


def test_no_foreign_key_leaves_its_store() -> None:
    stores = {"site": "site", "inbox": "inbox"}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            target = getattr(field, "related_model", None)
            if target is None:
                continue
            here, there = (
                stores.get(m._meta.app_label, "casework") for m in (model, target)
            )
            assert here == there, f"{model.__name__}.{field.name}"


@pytest.mark.parametrize(
    "path", [*SOURCES, *TESTS], ids=lambda path: str(path.relative_to(ROOT))
)
def test_files_and_functions_stay_small(path: Path) -> None:
    assert path.read_text().count("\n") <= LONGEST_FILE
    long = [node.name for node in functions(path) if length(node) > LONGEST_FUNCTION]
    assert long == []


def test_most_functions_are_short() -> None:
    lengths = sorted(length(node) for path in SOURCES for node in functions(path))
    # A signature that needs a line an argument is not yet a long function.
    assert lengths[len(lengths) // 2] <= USUAL_FUNCTION + 2


def test_modules_say_what_they_are_for() -> None:
    assert {path.stem for path in SOURCES} & FORBIDDEN_NAMES == set()
    for path in SOURCES:
        text = path.read_text()
        if text.strip() and "migrations" not in path.parts and path.stem != "apps":
            assert ast.get_docstring(ast.parse(text)), path
