"""The vectors the browser's implementation is held to are true here first."""

import copy
import json
from pathlib import Path

import pytest
from tests.vectors.browser import check_made
from tests.vectors.reading import binding_of, unhex, vectors

from romdoul.kernel.errors import Broken
from romdoul.kernel.secret import Secret
from romdoul.vault import mailbox
from romdoul.vault.binding import CONTEXT
from romdoul.vault.mailbox import read_answer

BROWSER = vectors("browser")


def test_python_opens_everything_a_browser_must_make():
    made = BROWSER["seal"]
    assert check_made(made) == sum(len(items) for items in made.values()) > 5


def test_checking_what_a_browser_made_can_fail():
    made = copy.deepcopy(BROWSER["seal"])
    made["RE1"][1]["plain"] = b"other".hex()
    with pytest.raises(AssertionError):
        check_made(made)


@pytest.mark.parametrize("known", BROWSER["open"]["RE1"])
def test_an_answer_a_browser_must_open_opens_here(known: dict):
    private, binding = Secret(unhex(known["private"])), binding_of(known["binding"])
    assert read_answer(private, unhex(known["sealed"]), binding) == unhex(
        known["plain"]
    )


@pytest.mark.parametrize("known", BROWSER["refuse"]["RE1"], ids=lambda k: k["why"])
def test_what_a_browser_must_refuse_is_refused_here(known: dict):
    private, binding = Secret(unhex(known["private"])), binding_of(known["binding"])
    with pytest.raises(Broken):
        read_answer(private, unhex(known["sealed"]), binding)


@pytest.mark.parametrize("known", BROWSER["slow"])
def test_a_code_becomes_the_same_keys_in_a_browser(known: dict):
    made = mailbox.slow(known["code"], unhex(known["salt"]))
    assert made.locator == unhex(known["locator"])
    assert made.wrap_key.reveal() == unhex(known["wrap_key"])


@pytest.mark.parametrize("known", BROWSER["code"])
def test_a_typed_code_is_read_alike_in_a_browser(known: dict):
    assert mailbox.normalise_code(known["typed"]) == known["code"]


def test_a_browser_s_vectors_agree_with_the_server_s():
    here = Path(__file__).parents[1] / "vectors"
    formats = json.loads((here / "formats.json").read_text())
    for name in ("binding", "padding"):
        assert BROWSER[name] == formats[name]
    assert BROWSER["context"].encode() == CONTEXT
