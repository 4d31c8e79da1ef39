"""`romdoul public`: settings at once, and how to give only as a proposal."""

import json
from pathlib import Path

import pytest
from tests.factories.installation import Installation, set_up

LINK = ("give.link.name=Example Giving", "give.link.address=https://gifts.example/r")


@pytest.fixture(scope="module")
def made(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return set_up(shared, tmp_path_factory.mktemp("installation"))


def setting(made: Installation, *pairs: str) -> tuple[int, str]:
    words = [word for pair in pairs for word in ("--set", pair)]
    done = made.romdoul("public", *words, "--json")
    return done.returncode, done.stdout or done.stderr


def test_how_to_give_waits_while_another_setting_stands_at_once(
    made: Installation,
) -> None:
    status, said = setting(made, "site.address=https://romdoul.example")
    assert status == 0
    assert json.loads(said)["settings"]["site.address"] == "https://romdoul.example"
    status, said = setting(made, *LINK)
    told = json.loads(said)
    assert status == 0
    assert told["settings"]["give.link.address"] == ""
    assert told["proposed"]["give.link.address"] == "https://gifts.example/r"


@pytest.mark.parametrize(
    "pairs",
    [(*LINK, "number.police=117"), ("give.link.name=Alone",), ("give.card=0000",)],
)
def test_what_cannot_be_proposed_is_refused_in_one_line(
    pairs: tuple[str, ...], made: Installation
) -> None:
    before = setting(made)
    status, said = setting(made, *pairs)
    assert status == 2
    assert len(said.strip().splitlines()) == 1
    assert setting(made) == before
