"""``romdoul init``: everything an installation stands on, made or brought up."""

import json
import subprocess
from importlib import import_module
from typing import Any

from romdoul.cli import translations
from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.cli.erasure_lists import STORES_OF
from romdoul.cli.keyfolder import missing_for_data, prepare_keys
from romdoul.cli.settings import command, use_settings
from romdoul.kernel import serverkeys
from romdoul.ledger import erasures


def run(options: Options) -> Answer:
    """Make what is missing; or, with ``--check``, only say whether all is ready."""
    if options.check:
        return check(options.process)
    if options.no_keys:
        return make(options.process, keys=[])
    return set_up(options.process, new_keys=options.new_keys)


def check(process: str) -> Answer:
    """Say whether the stores of a process are migrated and its files collected."""
    for name in needed_keys(process):
        serverkeys.load(name)
    readiness = use_settings(process, "romdoul.cli.readiness")
    behind: list[str] = readiness.stores_behind()
    behind += [
        f"list of erasures of {store}"
        for store in STORES_OF[process]
        if not erasures.path_of(store).is_file()
    ]
    if readiness.static_is_behind():
        behind.append("static files")
    if process == "all":
        behind += in_editing("--check")["behind"]
    if behind:
        why = f"Not up to date: {', '.join(behind)}. Run: romdoul init"
        return Answer(ok=False, why=f"romdoul: {why}", data={"behind": behind})
    erased = sum(erasures.lines_of(store) for store in STORES_OF[process])
    return Answer(
        lines=("Everything is ready.",), data={"behind": [], "erased": erased}
    )


def set_up(process: str, *, new_keys: bool = False) -> Answer:
    """Make everything that is missing, the server's secrets first."""
    return make(process, keys=make_keys(anew=new_keys))


def make_keys(*, anew: bool = False) -> list[str]:
    """Make the server's secrets that are missing; return their names.

    Raises WrongUse when there is data that was made with a missing one.
    """
    lost = missing_for_data()
    if lost and not anew:
        raise WrongUse(
            f"There is data, but not its server secrets ({', '.join(lost)}). Put"
            " ROMDOUL_KEYS back from its own copy, or give --new-keys to end every"
            " receipt code, second factor and checkpoint made with them."
        )
    return prepare_keys()


def make(process: str, *, keys: list[str]) -> Answer:
    """Make stores, translations and static files; what stands is kept."""
    serverkeys.home_dir().mkdir(mode=0o700, parents=True, exist_ok=True)
    compiled = translations.compile_all()
    readiness = use_settings(process, "romdoul.cli.readiness")
    migrated, static = readiness.migrate(), readiness.collect_static()
    if process == "edit":
        import_module("romdoul.site.content.loading").load_first()
        import_module("romdoul.site.editors.roles").settle()
        import_module("romdoul.site.pictures.use").make_missing()
    # As a migration made them, the tables of a store are nobody's but its owner's.
    grants = import_module("romdoul.cli.grants").settle()
    if process == "all":
        editing = in_editing()
        migrated, static = migrated + editing["migrated"], static or editing["static"]
        grants = sorted({*grants, *editing["grants"]})
    data: dict[str, object] = {
        "keys": keys,
        "translations": compiled,
        "migrated": migrated,
        "static": static,
        "grants": grants,
        "erasures": _make_lists(process),
    }
    return Answer(
        lines=tuple(f"{name}: {_said(v)}" for name, v in data.items()), data=data
    )


def _make_lists(process: str) -> list[str]:
    """Make the lists of erasures that are missing, of the stores a process erases in.

    Where it erases in none, it may not even know what a case is.
    """
    stores = STORES_OF[process]
    if not stores:
        return []
    made: list[str] = use_settings(process, "romdoul.cli.erasures_made").make_missing(
        stores
    )
    return made


def in_editing(*words: str) -> dict[str, Any]:
    """Do the same for the editing process, whose apps and accounts are others."""
    return asked("init", "--process", "edit", *(words or ("--no-keys",)))


def asked(*words: str) -> dict[str, Any]:
    """Return what another command answers, in a process and with settings of its own.

    Raises WrongUse with its own words when it fails.
    """
    line = command("romdoul.cli.main", *words, "--json")
    done = subprocess.run(line, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        last = (done.stderr.strip().splitlines() or ["It did not answer."])[-1]
        raise WrongUse(last.removeprefix("romdoul: ")) from None
    return found


def needed_keys(process: str) -> tuple[str, ...]:
    """Return the server secrets without which a process does not start."""
    public = (
        "django-public.key",
        "mailbox.pepper",
        "mailbox.salt",
        "erasures-inbox.key",
    )
    desks = ("django-desks.key", "mfa.key", "erasures-casework.key")
    edit = ("django-edit.key", "editors-mfa.key")
    needed = {
        "public": (*public, "certificate.key"),
        "edit": edit,
        "intake": public,
        "desks": desks,
        "jobs": ("ledger.key",),
        "clock": (),
    }
    return needed.get(
        process, (*public, *desks, *edit, "certificate.key", "ledger.key")
    )


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "nothing new"
    return "renewed" if value else "nothing new"
