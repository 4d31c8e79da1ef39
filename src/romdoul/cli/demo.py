"""``romdoul demo``: the fictional organisation, told into an empty data folder."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from time import time

from romdoul.cli.answer import Answer, WrongUse, say
from romdoul.cli.arguments import Options, first_port
from romdoul.cli.init import set_up
from romdoul.cli.serve import serve
from romdoul.cli.settings import command
from romdoul.cli.totp import SECONDS, code_at
from romdoul.kernel import serverkeys

ACCOUNTS = "demo-accounts.json"
CODES = "demo-codes.json"
# Stands while the story is being told; whatever it stands beside is half a story.
UNFINISHED = "demo-unfinished"


def run(options: Options) -> Answer:
    """Make the demo unless it stands already; then serve it, if asked to."""
    if options.sign_in:
        return show(options.sign_in)
    port = first_port(options)
    made = tell()
    if not options.no_serve:
        return serve("all", port)
    words = "The demo is made." if made else "The demo stands already."
    return Answer(
        lines=(words, f"Accounts: {accounts_file()}"),
        data={"made": made, "accounts": str(accounts_file())},
    )


def tell() -> bool:
    """Set up and tell the demo's story; False when it stands already.

    What an earlier telling left when it was cut off is taken away first.

    Raises WrongUse when the data folder holds something else.
    """
    if serverkeys.exists(UNFINISHED):
        _take_back()
    stores = list(serverkeys.home_dir().glob("*.sqlite3"))
    if accounts_file().exists() and (stores or _stores_elsewhere()):
        return False
    if stores or serverkeys.exists("root.pub"):
        raise WrongUse(
            "The demo is told into an empty data folder, with no organisation's keys"
        )
    serverkeys.save(UNFINISHED, b"This data folder holds half of a demo.\n")
    try:
        set_up("all")
        # The story is of the layer above; it is named, never imported.
        import_module("romdoul.demo.story").tell(
            serverkeys.keys_dir(), say=lambda line: say(line, sys.stderr)
        )
        _tell_website()
    except BaseException:
        _take_back()
        raise
    (serverkeys.keys_dir() / UNFINISHED).unlink()
    return True


def _tell_website() -> None:
    """Let the website's part be told where its pages are: in a process of its own."""
    line = command("romdoul.demo.website")
    done = subprocess.run(line, stdout=sys.stderr, check=False)  # noqa: S603
    if done.returncode:
        raise WrongUse("The demo's website could not be made; nothing was kept")


def show(username: str) -> Answer:
    """Return the name, the password and the code of this moment of a demo account.

    ``ok`` is False when there is no such account.
    """
    if not accounts_file().is_file():
        raise WrongUse("There is no demo here: run romdoul demo first")
    accounts = json.loads(accounts_file().read_text())
    found = next((a for a in accounts if a["username"] == username), None)
    if found is None:
        names = ", ".join(account["username"] for account in accounts)
        return Answer(ok=False, why=f"romdoul: nobody of that name; there are: {names}")
    now = int(time())
    data: dict[str, object] = {
        "username": found["username"],
        "password": found["password"],
        "code": code_at(found["totp_secret"], now),
        "seconds": SECONDS - now % SECONDS,
    }
    return Answer(lines=tuple(f"{k}: {v}" for k, v in data.items()), data=data)


def accounts_file() -> Path:
    """Return where the demo's accounts are written, beside the server's keys."""
    return serverkeys.keys_dir() / ACCOUNTS


def _stores_elsewhere() -> bool:
    """Say whether the stores are PostgreSQL databases rather than files."""
    names = ("ROMDOUL_POSTGRES", "ROMDOUL_DATABASE_URL_CASEWORK")
    return any(os.environ.get(name) for name in names)


def _take_back() -> None:
    """Leave no half-told story: it is all synthetic, and nothing stood before."""
    keys = serverkeys.keys_dir()
    written = [
        *serverkeys.home_dir().glob("*.sqlite3*"),
        *(keys / "offline").glob("*.age-key"),
        *serverkeys.erasures_dir().glob("*.list"),
        *(keys / name for name in ("root.pub", "offline/root.key", ACCOUNTS, CODES)),
        keys / UNFINISHED,
    ]
    for path in written:
        path.unlink(missing_ok=True)
