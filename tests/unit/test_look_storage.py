"""Modules and workers are found under the names that change with their content."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.test import override_settings

from romdoul.config.storage import ModuleStorage

HERE = Path(__file__).parents[2] / "src/romdoul/config/static"
ADDRESS = re.compile(
    r"""(?:from |import\(|importScripts\(|new URL\()["']([\w./-]+\.js)["']"""
)


def collected(folder: Path) -> ModuleStorage:
    """Return a storage into which our static files were collected."""
    storage = ModuleStorage(location=folder, base_url="/static/")
    found = {}
    for path, source in AppDirectoriesFinder(["romdoul.config"]).list([]):
        with source.open(path) as file:
            storage._save(path, file)
        found[path] = (storage, path)
    faults = [r for _, _, r in storage.post_process(found) if isinstance(r, Exception)]
    assert faults == []
    return storage


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[ModuleStorage]:
    kept = {"STATIC_ROOT": tmp_path, "WHITENOISE_KEEP_ONLY_HASHED_FILES": True}
    with override_settings(**kept):
        yield collected(tmp_path)


def test_every_style_is_sent_with_all_its_rules_and_smaller(
    storage: ModuleStorage, tmp_path: Path
) -> None:
    styles = [name for name in storage.hashed_files if name.endswith(".css")]
    assert len(styles) > 5
    for name in styles:
        written = (HERE / name).read_text()
        sent = (tmp_path / storage.hashed_files[name]).read_text()
        assert sent.count("}") == written.count("}") > 0
        assert len(sent) < len(written)


def test_every_address_in_a_script_is_a_file_with_a_digest_in_its_name(
    storage: ModuleStorage, tmp_path: Path
) -> None:
    seen = 0
    for name in set(storage.hashed_files.values()):
        file = tmp_path / name
        if file.suffix != ".js" or "vendor" in name:
            continue
        for address in ADDRESS.findall(file.read_text()):
            assert re.search(r"\.[0-9a-f]{12}\.js$", address), f"{name}: {address}"
            assert (file.parent / address).is_file()
            seen += 1
    assert seen > 15


@pytest.mark.parametrize("slowly", [True, False])
def test_what_a_phone_loads_is_pressed_smallest_and_what_editors_load_quickly(
    tmp_path: Path, *, slowly: bool
) -> None:
    storage = ModuleStorage(location=tmp_path, base_url="/static/")
    (tmp_path / "words.js").write_text("export const words = [];\n" * 100)
    with override_settings(ROMDOUL_BROTLI=slowly):
        pressed = {name for _, name in storage.compress_files(["words.js"])}
    assert pressed == {"words.js.gz", *(["words.js.br"] if slowly else [])}
