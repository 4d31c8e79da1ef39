"""What a process has not loaded it cannot be made to do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories.installation import ROOT, Installation

OPENS = {
    "romdoul.vault.opening",
    "romdoul.vault.keyring",
    "romdoul.vault.records",
    "romdoul.vault.recovery",
    "romdoul.vault.grants",
}
# Wagtail's tables name an account; nothing here can sign one in or remember it.
SIGN_IN = (
    "allauth",
    "django.contrib.auth.middleware",
    "django.contrib.sessions.middleware",
    "django.contrib.sessions.models",
)
LOAD = """
import json, sys
from importlib import import_module
import django
from django.conf import settings
django.setup()
import_module(settings.ROOT_URLCONF)
for name in settings.MIDDLEWARE if hasattr(settings, "MIDDLEWARE") else ():
    import_module(name.rpartition(".")[0])
for engine in settings.TEMPLATES:
    for name in engine["OPTIONS"]["context_processors"]:
        import_module(name.rpartition(".")[0])
for process, loop in (("jobs", "loop"), ("clock", "website.duties")):
    if settings.ROMDOUL_PROCESS == process:
        import_module(f"romdoul.jobs.{loop}")
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(process: str, folder: Path) -> set[str]:
    made = Installation(folder / "home", folder / "keys")
    made.home.mkdir()
    settings = {"DJANGO_SETTINGS_MODULE": f"romdoul.config.settings.{process}"}
    keys = "from romdoul.cli.keyfolder import prepare_keys; prepare_keys()"
    environment = made.environment | settings
    subprocess.run([sys.executable, "-c", keys], env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "-c", LOAD], env=environment, capture_output=True, text=True,
        check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("process", ["public", "intake", "jobs"])
def test_the_public_side_and_the_jobs_load_nothing_that_opens(
    process: str, tmp_path: Path
) -> None:
    loaded = loaded_by(process, tmp_path)
    assert loaded & OPENS == set()
    ours = {name.split(".")[1] for name in loaded if name.startswith("romdoul.")}
    assert ours & {"staff", "cases", "matching", "desks", "cli", "demo"} == set()
    assert not {name for name in loaded if name.startswith(SIGN_IN)}
    # It can ask banks over the network; codes are written where they are proposed.
    assert "cambodia_bank" not in loaded


@pytest.mark.parametrize("process", ["edit", "clock"])
def test_who_edits_the_website_reaches_nothing_that_opens(
    process: str, tmp_path: Path
) -> None:
    loaded = loaded_by(process, tmp_path)
    assert loaded & OPENS == set()
    ours = {name.split(".")[1] for name in loaded if name.startswith("romdoul.")}
    walled = {"staff", "cases", "matching", "desks", "intake", "inbox", "demo"}
    assert ours & (walled | {"cli", "actions", "queries"}) == set()
    assert "romdoul.site.editors.models" in loaded


def test_the_desks_load_what_opens(tmp_path: Path) -> None:
    """Else the test above would hold of a house in which nothing opens."""
    loaded = loaded_by("desks", tmp_path)
    assert loaded >= {"romdoul.vault.opening", "romdoul.staff.models"}
    ours = {name.split(".")[1] for name in loaded if name.startswith("romdoul.")}
    assert ours & {"site", "intake"} == set()


def test_the_intake_alone_does_not_load_the_website(tmp_path: Path) -> None:
    loaded = loaded_by("intake", tmp_path)
    assert not {name for name in loaded if name.startswith("romdoul.site")}
