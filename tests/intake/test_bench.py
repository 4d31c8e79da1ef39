"""The benchmark of the report form says what it measured, and of how much."""

from pathlib import Path

import pytest
from tests.factories.installation import initialised
from tests.factories.once import copy_parts

from romdoul.cli.answer import WrongUse
from romdoul.cli.benches.intake import CONNECTIONS, measure, measured
from romdoul.cli.benches.intake_server import prepared


def test_each_way_and_the_memory_are_measured(shared: Path, tmp_path: Path) -> None:
    copy_parts(initialised(shared), tmp_path)
    figures = measured(prepared(tmp_path), dict.fromkeys(CONNECTIONS, 4), 12)
    assert list(figures) == ["form", "browser", "after_requests"]
    for way in ("form", "browser"):
        rows = figures[way]
        assert isinstance(rows, dict)
        assert list(rows) == ["1", "8", "32"]
        assert [row["failed"] for row in rows.values()] == [0, 0, 0]
        assert all(row["reports_per_s"] > 0 for row in rows.values())
    memory = figures["after_requests"]
    assert isinstance(memory, dict)
    # Whole visits of five requests each; a recording of 8 MB is among them.
    assert (memory["requests"], memory["failed"]) == (15, 0)
    assert 0 < memory["rss_mb_before"] < memory["rss_mb"]


@pytest.mark.parametrize("words", [["many"], ["0"], ["4", "x"], ["4", "10", "1"]])
def test_other_words_are_wrong_use(words: list[str]) -> None:
    with pytest.raises(WrongUse):
        measure(words)
