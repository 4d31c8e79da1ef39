"""``romdoul restore FILE``: a backup put back whole, or nothing changed.

Everything happens in a new folder beside the data folder, which takes its place
only when the file was whole, what was erased since is erased again, and its ledger
holds.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import time

from romdoul.cli import archive, erasure_lists, snapshot
from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.cli.backup import refuse_on_postgres
from romdoul.cli.init import asked, in_editing
from romdoul.cli.keyfolder import missing_for_data
from romdoul.cli.piping import piped
from romdoul.cli.settings import use_settings
from romdoul.kernel.errors import Broken, KeyUnfit
from romdoul.kernel.expiry import backups_last, has_expired
from romdoul.kernel.secret import Secret
from romdoul.kernel.serverkeys import home_dir
from romdoul.ledger.stores import Store
from romdoul.vault.exports import age_decrypt, recipient_of


@dataclass(slots=True)
class Told:
    """What a restore says of the erasures: lines, and the same for ``--json``."""

    lines: list[str] = field(default_factory=list)
    data: dict[str, object] = field(default_factory=dict)


def run(options: Options) -> Answer:
    """Restore into an empty data folder."""
    refuse_on_postgres()
    identity = identity_of(Path(options.identity))
    source, home = Path(options.file), home_dir()
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise WrongUse(f"{home} is not empty; a backup is restored into an empty one")
    home.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{home.name}-restoring-", dir=home.parent))
    try:
        manifest = unpack(source, identity, stage)
        require_unexpired(manifest, older=options.older)
        lists = lists_for(options, manifest, identity)
        answer = prove(stage, manifest, lists, options)
        if answer.ok or options.although_broken:
            stage.rename(home)
            use_settings("all", "romdoul.cli.erasing").keep(lists or {})
        return answer
    finally:
        os.environ["ROMDOUL_HOME"] = str(home)
        shutil.rmtree(stage, ignore_errors=True)


def require_unexpired(manifest: archive.Manifest, *, older: bool) -> None:
    """Raise WrongUse for a backup that should have been deleted by now."""
    try:
        made_at = datetime.fromisoformat(manifest.made_at)
    except ValueError:
        raise Broken("backup", "manifest") from None
    if has_expired(made_at, now=datetime.fromtimestamp(time(), UTC)) and not older:
        raise WrongUse(
            f"This backup is of {made_at:%Y-%m-%d} and has expired: they are kept for"
            f" {backups_last().days} days. Delete it, or give --older to restore it."
        )


def lists_for(
    options: Options, manifest: archive.Manifest, identity: Secret
) -> dict[Store, erasure_lists.Known] | None:
    """Return what was erased, as far as is known; None if it is not to be asked.

    Raises WrongUse when a list is missing, altered, or another installation's.
    """
    if options.without_erasures:
        return None
    given = [Path(name) for name in options.erasures]
    beside = Path(options.file).absolute().parent
    found = erasure_lists.for_restore(given, beside, identity)
    return erasure_lists.believed(found, manifest.erasures)


def identity_of(path: Path) -> Secret:
    """Return the age identity in a file such as age-keygen writes.

    Raises KeyUnfit when there is none.
    """
    lines = path.read_text().splitlines()
    keys = [line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not keys:
        raise KeyUnfit("age identity")
    identity = Secret(keys[0].encode())
    recipient_of(identity)
    return identity


def unpack(source: Path, identity: Secret, stage: Path) -> archive.Manifest:
    """Decrypt and unpack a backup into a folder.

    Raises:
        WrongIdentity: it was encrypted to others.
        SealBroken: it is cut, altered, or no age file.
        Broken: what is inside is not what its manifest says.
    """
    found: list[archive.Manifest] = []
    with source.open("rb") as file:
        piped(
            lambda out: age_decrypt(file, out, identity),
            lambda tar: found.append(archive.read(tar, stage)),
        )
    for store in snapshot.STORES:
        snapshot.check(stage / f"{store}.sqlite3")
    return found[0]


def prove(
    stage: Path,
    manifest: archive.Manifest,
    lists: dict[Store, erasure_lists.Known] | None,
    options: Options,
) -> Answer:
    """Bring the copy up to this release, erase again, and verify its ledger."""
    os.environ["ROMDOUL_HOME"] = str(stage)
    readiness = use_settings("all", "romdoul.cli.readiness")
    readiness.migrate()
    readiness.collect_static()
    in_editing()
    website = asked("editors", "lock-out")
    locked_out: list[str] = website["usernames"]
    told = erase_again(manifest, lists, options)
    proof: Answer = use_settings("all", "romdoul.cli.ledger").verified(None)
    readiness.close()
    lines = [
        f"Of {manifest.made_at}, {len(manifest.files)} files.",
        *told.lines,
        *proof.lines,
    ]
    if locked_out:
        names = ", ".join(locked_out)
        lines.append(f"Editors are to be let in anew (romdoul editors reset): {names}.")
    if website["stories"]:
        lines.append("Case stories are off the website until consent is recorded anew.")
    if missing := missing_for_data():
        lines.append(
            "Before serving, put ROMDOUL_KEYS back from its own copy:"
            f" {', '.join(missing)} missing."
        )
    data = {
        "made_at": manifest.made_at,
        "missing_keys": missing,
        "editors_locked_out": locked_out,
        "stories_taken_off": website["stories"],
        **told.data,
    }
    return Answer(proof.ok, tuple(lines), data | proof.data, proof.why)


def erase_again(
    manifest: archive.Manifest,
    lists: dict[Store, erasure_lists.Known] | None,
    options: Options,
) -> Told:
    """Carry out what the lists name and the copy still holds; record the restore."""
    erasing = use_settings("all", "romdoul.cli.erasing")
    how = ["older=yes"] if options.older else []
    if lists is None:
        erasing.note(manifest.made_at, [*how, "erasures=without"])
        words = "What was erased after the backup was made is back, as you asked."
        return Told([words], {"erased": None})
    erasing.require_all_complete(lists, manifest.erasures)
    done: list[str] = erasing.carry_out(lists)
    erasing.note(manifest.made_at, [*how, f"erasures={len(done)}"])
    if done:
        use_settings("all", "romdoul.cli.compacting").compact(lists)
    until = {store.value: known.until for store, known in lists.items()}
    said = [f"Erased again: {', '.join(done) or 'nothing was left to erase'}."]
    said += [f"The list of {store} ends at {when}." for store, when in until.items()]
    return Told(said, {"erased": done, "lists_end": until})
