"""The server's secrets: there, in their place, and nobody else's to read."""

import stat
from collections.abc import Iterator
from pathlib import Path

from nacl.signing import SigningKey

from romdoul.cli.findings import Finding, State, advise, judge
from romdoul.cli.init import needed_keys
from romdoul.kernel import serverkeys
from romdoul.kernel.errors import KeyUnfit

NAME = "keys"


def keys() -> Iterator[Finding]:
    """Look at the folder, its modes, each key, and the pairs that belong together."""
    try:
        folder = serverkeys.keys_dir()
    except KeyUnfit as error:
        yield Finding(NAME, State.WRONG, f"{error}")
        return
    if not folder.is_dir():
        yield Finding(NAME, State.WRONG, f"{folder} is missing: romdoul init")
        return
    yield from _modes(folder)
    yield from _each()
    yield _ledger_pair()
    yield advise(
        NAME,
        "the root's secret half is not on this machine",
        holds=not serverkeys.exists("offline/root.key"),
        otherwise="move offline/root.key to a safe: whoever holds it makes managers",
    )


def _modes(folder: Path) -> Iterator[Finding]:
    loose = [
        path.name
        for path in (folder, *sorted(folder.rglob("*")))
        if stat.S_IMODE(path.lstat().st_mode) & 0o077
    ]
    yield judge(
        NAME,
        f"only this account reads {folder}",
        holds=not loose,
        otherwise=f"others can read {', '.join(loose)}: chmod -R go= {folder}",
    )


def _each() -> Iterator[Finding]:
    lost = []
    for name in needed_keys("all"):
        try:
            serverkeys.load(name)
        except KeyUnfit as error:
            lost.append(str(error.what))
    yield judge(
        NAME, "every secret is there", holds=not lost, otherwise="; ".join(lost)
    )
    yield advise(
        NAME,
        "the organisation's root is there",
        holds=serverkeys.exists("root.pub"),
        otherwise="there is no organisation yet: root.pub is missing",
    )


def _ledger_pair() -> Finding:
    try:
        seed = serverkeys.load("ledger.key").reveal()
        same = bytes(SigningKey(seed).verify_key) == serverkeys.load_public(
            "ledger.pub"
        )
    except (KeyUnfit, ValueError):
        same = False
    return judge(
        NAME,
        "ledger.pub belongs to ledger.key",
        holds=same,
        otherwise="ledger.pub is not the public half of ledger.key",
    )
