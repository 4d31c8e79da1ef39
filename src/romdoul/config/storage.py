"""Static files under names that change with their content, modules included."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from romdoul.config.smaller import smaller

# What others wrote is sent as they made it.
_OURS = ("romdoul/", "site/")
# A worker's address, and the classic script that a worker loads.
_WORKERS = (
    (
        r"""(?P<matched>new URL\(["'](?P<url>[\w./-]+\.js)["'], import\.meta\.url\))""",
        'new URL("%(url)s", import.meta.url)',
    ),
    (
        r"""(?P<matched>importScripts\(["'](?P<url>[\w./-]+\.js)["']\))""",
        'importScripts("%(url)s")',
    ),
)


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Renames what scripts load as it renames what pages and styles load.

    So that a phone keeps every file for good, and never mixes two releases.
    """

    support_js_module_import_aggregation = True
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.js", _WORKERS))

    def create_compressor(self, **how: Any) -> Compressor:
        """Press what a slow phone loads as small as can be, the rest quickly."""
        pressed = getattr(settings, "ROMDOUL_BROTLI", True)
        return Compressor(use_brotli=pressed, **how)

    def _save(self, name: str, content: "File[Any]") -> str:
        """Write a file as it is sent; a style sheet smaller than it is written."""
        if name.endswith(".css") and name.startswith(_OURS):
            # In chunks it is read from its start, wherever it was read to before.
            written = b"".join(content.chunks()).decode()
            content = ContentFile(smaller(written).encode())
        saved: str = super()._save(name, content)
        return saved


class OurFiles(AppDirectoriesFinder):
    """Finds the files of our own apps alone."""

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterable[tuple[str, Storage]]:
        """Return each file's path and where it lies."""
        found: Any = super().list(ignore_patterns)
        ours = {id(self.storages[app]) for app in self.apps if _is_ours(app)}
        return (pair for pair in found if id(pair[1]) in ours)


def _is_ours(app: str) -> bool:
    return app.startswith("romdoul.")
