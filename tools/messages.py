# ruff: noqa: INP001 - a script, not a package
"""Gather the texts of the screens into the catalogues: `python tools/messages.py`.

Django's makemessages leaves guesses and old texts behind; this keeps neither, and
says what still waits for a translator. It needs the gettext tools.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "romdoul"
CATALOGUES = SOURCE / "locale"
KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "pgettext_lazy:1c,2",
    "npgettext:1c,2,3",
    "npgettext_lazy:1c,2,3",
)
LAYOUT = ("--no-wrap", "--add-location=file")


def extract(source: Path = SOURCE) -> str:
    """Return the template catalogue of every text under `source`.

    Files come in the order of their paths, texts in that of their lines, so that
    the same sources always give the same catalogue.
    """
    with TemporaryDirectory() as folder:
        copies = Path(folder)
        names = [_copy(path, source, copies) for path in _translatable(source)]
        found = _run(
            [
                "xgettext",
                "--language=Python",
                "--from-code=UTF-8",
                "--add-comments=Translators",
                "--output=-",
                *LAYOUT,
                *(f"--keyword={keyword}" for keyword in KEYWORDS),
                *names,
            ],
            copies,
        )
    header = {"CHARSET": "UTF-8", "INTEGER": "2", "EXPRESSION": "n != 1"}
    for unset, value in header.items():
        found = found.replace(f"={unset}", f"={value}", 1)
    lines = found.splitlines()
    return "\n".join(x for x in lines if not x.startswith('"POT-Creation-Date')) + "\n"


def update(catalogue: Path, template: str) -> None:
    """Bring a catalogue to the template's texts: no guess, nothing left over."""
    with TemporaryDirectory() as folder:
        pot = Path(folder) / "django.pot"
        pot.write_text(template, encoding="utf-8")
        merged = Path(folder) / "django.po"
        merge = ["msgmerge", "--quiet", "--no-fuzzy-matching", *LAYOUT]
        done = _run([*merge, str(catalogue), str(pot)])
        merged.write_text(done, encoding="utf-8")
        kept = _run(["msgattrib", "--no-obsolete", *LAYOUT, str(merged)])
    catalogue.write_text(kept, encoding="utf-8")


def waiting(catalogue: Path) -> list[str]:
    """Return the texts of a catalogue that have no sure translation yet."""
    with catalogue.open("rb") as file:
        messages = read_po(file, locale=catalogue.parts[-3])
    return [
        " | ".join(_several(message.id))
        for message in messages
        if message.id and (message.fuzzy or not all(_several(message.string)))
    ]


def main() -> int:
    """Update every catalogue; 1 when a text waits for its translation."""
    template = extract()
    missing = 0
    for catalogue in sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po")):
        update(catalogue, template)
        for text in waiting(catalogue):
            missing += 1
            print(f"{catalogue.parts[-3]}: {text}")  # noqa: T201
    return 1 if missing else 0


def _translatable(source: Path) -> list[Path]:
    files = [*source.rglob("*.py"), *source.rglob("*.html"), *source.rglob("*.txt")]
    return sorted(path for path in files if "migrations" not in path.parts)


def _copy(path: Path, source: Path, copies: Path) -> str:
    name = path.relative_to(source)
    text = path.read_text(encoding="utf-8")
    target = copies / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix != ".py":
        text = templatize(text, origin=str(name))
    target.write_text(text, encoding="utf-8")
    return str(name)


def _several(text: str | Sequence[str] | None) -> Sequence[str]:
    return (text or "",) if isinstance(text, str) or text is None else text


def _run(command: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(  # noqa: S603
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
