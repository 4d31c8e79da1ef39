"""A style sheet is sent smaller and means the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.config.smaller import smaller

SOURCE = Path(__file__).parents[2] / "src/romdoul"
STYLES = sorted(SOURCE.rglob("static/**/*.css"))


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a {\n  color: red;\n}\n", "a{color: red}"),
        ("/* why */\na,\nb > c {\n  top: 0;\n}", "a,b > c{top: 0}"),
        ("a :is(b) {}", "a :is(b){}"),
        ("a { width: calc(1px + 2px); }", "a{width: calc(1px + 2px)}"),
        ('a { content: " ;  } /* no */ "; }', 'a{content: " ;  } /* no */ "}'),
        ("@media (a) and (b) {\n a {b: c;}\n}", "@media (a) and (b){a{b: c}}"),
        ("a { b: 1px -2px, 3px; }", "a{b: 1px -2px,3px}"),
    ],
)
def test_what_only_people_read_goes_and_the_rest_stays(written: str, sent: str) -> None:
    assert smaller(written) == sent


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_our_styles_get_smaller_once(path: Path) -> None:
    once = smaller(path.read_text())
    assert len(once) < path.stat().st_size
    assert smaller(once) == once
    assert once.count("{") == once.count("}")


@given(st.text(alphabet='ab {};:,/*"\n', max_size=60))
def test_a_string_is_never_changed(text: str) -> None:
    quoted = '"' + text.replace('"', "").replace("\n", " ") + '"'
    assert quoted in smaller(f"a {{ content: {quoted}; }}")
