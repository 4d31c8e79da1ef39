"""``romdoul init``: everything an installation stands on, made or brought up."""

from romdoul.cli import translations
from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.cli.keyfolder import missing_for_data, prepare_keys
from romdoul.cli.settings import use_settings
from romdoul.kernel import serverkeys


def run(options: Options) -> Answer:
    """Make what is missing; or, with ``--check``, only say whether all is ready."""
    if options.check:
        return check(options.process)
    return make(options.process, new_keys=options.new_keys)


def check(process: str) -> Answer:
    """Say whether the stores of a process are migrated and its files collected."""
    for name in needed_keys(process):
        serverkeys.load(name)
    readiness = use_settings(process, "romdoul.cli.readiness")
    behind: list[str] = readiness.stores_behind()
    if readiness.static_is_behind():
        behind.append("static files")
    if behind:
        why = f"Not up to date: {', '.join(behind)}. Run: romdoul init"
        return Answer(ok=False, why=f"romdoul: {why}", data={"behind": behind})
    return Answer(lines=("Everything is ready.",), data={"behind": []})


def make(process: str, *, new_keys: bool) -> Answer:
    """Make keys, stores, translations and static files; what stands is kept."""
    lost = missing_for_data()
    if lost and not new_keys:
        raise WrongUse(
            f"There is data, but not its server secrets ({', '.join(lost)}). Put"
            " ROMDOUL_KEYS back from its own copy, or give --new-keys to end every"
            " receipt code, second factor and checkpoint made with them."
        )
    serverkeys.home_dir().mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = prepare_keys()
    compiled = translations.compile_all()
    readiness = use_settings(process, "romdoul.cli.readiness")
    data: dict[str, object] = {
        "keys": keys,
        "translations": compiled,
        "migrated": readiness.migrate(),
        "static": readiness.collect_static(),
    }
    return Answer(
        lines=tuple(f"{name}: {_said(v)}" for name, v in data.items()), data=data
    )


def needed_keys(process: str) -> tuple[str, ...]:
    """Return the server secrets without which a process does not start."""
    public = ("django-public.key", "mailbox.pepper", "mailbox.salt")
    desks = ("django-desks.key", "mfa.key")
    needed = {
        "public": public,
        "intake": public,
        "desks": desks,
        "jobs": ("ledger.key",),
    }
    return needed.get(process, (*public, *desks, "ledger.key"))


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "nothing new"
    return "renewed" if value else "nothing new"
