"""Compiling the translations, with Babel: no gettext tools are needed."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[1]
# Our own texts; and Khmer for what others' code says to editors.
LOCALES = (PACKAGE / "locale", PACKAGE / "site" / "editing" / "locale")


def compile_all(*locales: Path) -> list[str]:
    """Compile each catalogue that changed; return the languages compiled."""
    folders = locales or LOCALES
    sources = sorted(po for one in folders for po in one.glob("*/LC_MESSAGES/*.po"))
    return [path.parts[-3] for path in sources if _compile(path)]


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3])
    fresh = target.with_suffix(".mo.new")
    with fresh.open("wb") as file:
        # Whoever sets up, every process reads it.
        fresh.chmod(0o644)
        # A fuzzy translation is a guess, and is not shown.
        write_mo(file, catalogue, use_fuzzy=False)
    fresh.replace(target)
    return True
