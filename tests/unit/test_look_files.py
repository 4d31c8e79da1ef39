"""What is served with the pages: small, ours, licensed and unchanged."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/romdoul/config/static/romdoul"
TEMPLATES = sorted((ROOT / "src/romdoul").rglob("templates/**/*.html"))
SUMS = dict(
    reversed(line.split("  "))
    for line in (STATIC / "vendor/SHA256SUMS").read_text().splitlines()
)


def test_every_vendored_file_is_listed() -> None:
    lying = {f"vendor/{path.name}" for path in (STATIC / "vendor").iterdir()}
    assert lying - {"vendor/SHA256SUMS"} | {"icons.svg"} == set(SUMS)


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_vendored_file_is_what_was_built(name: str) -> None:
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == SUMS[name]


@pytest.mark.parametrize("name", ["noble", "htmx", "lucide"])
def test_a_licence_lies_beside_what_others_made(name: str) -> None:
    text = (STATIC / f"vendor/LICENSE-{name}.txt").read_text()
    assert "permi" in text.lower()


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    named = set()
    for path in TEMPLATES:
        named |= set(
            re.findall(r'parts/icon\.html" with name="([^"]+)"', path.read_text())
        )
    held = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    assert named - held == set()
    assert named


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_page_carries_a_style_or_a_script_in_its_text(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<[^>]+\son[a-z]+=", text)
    assert "<style" not in text
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag or 'type="application/json"' in tag


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda p: p.name)
def test_no_style_reaches_elsewhere_or_spaces_khmer(path: Path) -> None:
    text = path.read_text()
    assert "http" not in text
    assert "@import" not in text
    assert set(re.findall(r"letter-spacing: ([^;]+);", text)) <= {"0"}


def test_the_styles_of_a_public_page_are_light() -> None:
    styles = b"".join(
        gzip.compress((STATIC / name).read_bytes(), 9)
        for name in ("tokens.css", "base.css", "public.css")
    )
    assert len(styles) < 7_000
