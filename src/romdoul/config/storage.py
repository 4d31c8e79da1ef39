"""Static files under names that change with their content, modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

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
