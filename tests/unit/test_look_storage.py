"""Modules and workers are found under the names that change with their content."""

import re
from pathlib import Path

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.test import override_settings

from romdoul.config.storage import ModuleStorage

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


def test_every_address_in_a_script_is_a_file_with_a_digest_in_its_name(
    tmp_path: Path,
) -> None:
    with override_settings(
        STATIC_ROOT=tmp_path, WHITENOISE_KEEP_ONLY_HASHED_FILES=True
    ):
        storage = collected(tmp_path)
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
