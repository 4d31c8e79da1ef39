"""The public side can seal and never open: it does not even load what opens."""

import json
import subprocess
import sys

import pytest

ANYWHERE = {
    "binding",
    "exports",
    "keys",
    "mailbox",
    "marks",
    "own",
    "padding",
    "passwords",
    "proofs",
    "sealing",
    "server",
    "sign",
    "statements",
}
OPENING = {"opening", "keyring", "records", "recovery", "grants"}


def loaded_after(modules: set[str]) -> set[str]:
    """Return the modules of the vault that a fresh interpreter then has."""
    lines = [f"import romdoul.vault.{name}" for name in sorted(modules)]
    lines += ["import json, sys", "print(json.dumps(sorted(sys.modules)))"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(json.loads(done.stdout))


def test_loading_what_the_public_side_uses_loads_nothing_that_opens():
    loaded = loaded_after(ANYWHERE)
    assert {f"romdoul.vault.{name}" for name in ANYWHERE} <= loaded
    assert not {f"romdoul.vault.{name}" for name in OPENING} & loaded


@pytest.mark.parametrize("name", sorted(ANYWHERE))
def test_each_of_them_alone_loads_nothing_that_opens(name: str):
    loaded = loaded_after({name})
    assert not {f"romdoul.vault.{other}" for other in OPENING} & loaded


def test_the_vault_knows_nothing_of_django():
    loaded = loaded_after(ANYWHERE | OPENING)
    assert {f"romdoul.vault.{name}" for name in OPENING} <= loaded
    assert not [name for name in loaded if name.split(".")[0] == "django"]
