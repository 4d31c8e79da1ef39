"""The command line: one line on stderr, 0 or 1 or 2, and nothing changed."""

import json
from pathlib import Path

import pytest
from tests.factories.installation import Installation

from romdoul.cli.answer import Answer, give
from romdoul.cli.arguments import PROCESSES, read_arguments
from romdoul.cli.init import needed_keys
from romdoul.cli.main import words_of
from romdoul.cli.totp import code_at
from romdoul.kernel.errors import SealBroken, WrongIdentity

WRONG = [
    (),
    ("frobnicate",),
    ("serve", "--port", "zero"),
    ("serve", "--port", "70000"),
    ("serve", "--process", "kitchen"),
    ("restore", "backup.age"),
    ("ledger",),
    ("bench", "nothing"),
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_use_is_one_line_and_status_2(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        read_arguments(words)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("text", ["abc", "0", "-1", "8000.5", "٨٠٠٠"])
def test_a_port_that_is_none_is_wrong_use(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Installation(tmp_path / "home", tmp_path / "keys").romdoul(
        "serve", PORT=text
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_json_is_the_last_thing_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(ok=False, lines=("said",), data={"n": 1}, why="not so")
    assert give(answer, as_json=True) == 1
    said = capsys.readouterr()
    assert json.loads(said.out) == {"ok": False, "n": 1}
    assert said.err.splitlines()[-1] == "not so"


def test_an_error_is_told_in_words_without_its_class() -> None:
    assert "another" in words_of(WrongIdentity())
    assert "damaged" in words_of(SealBroken("age", "file"))
    assert words_of(FileNotFoundError(2, "No such file", "there")) == (
        "No such file: there"
    )


def test_every_process_says_which_keys_it_needs() -> None:
    for process in PROCESSES:
        assert set(needed_keys(process)) <= set(needed_keys("all"))
    assert "mfa.key" not in needed_keys("public")
    assert needed_keys("jobs") == ("ledger.key",)


@pytest.mark.parametrize(
    ("moment", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_codes_are_those_of_the_standard(moment: int, code: str) -> None:
    """RFC 6238, appendix B, the last six of its eight digits."""
    assert code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", moment) == code
