"""``romdoul restore FILE``: a backup put back whole, or nothing changed.

Everything happens in a new folder beside the data folder, which takes its place
only when the file was whole and its ledger holds.
"""

import os
import shutil
import tempfile
from pathlib import Path

from romdoul.cli import archive, snapshot
from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.cli.backup import refuse_on_postgres
from romdoul.cli.init import in_editing
from romdoul.cli.keyfolder import missing_for_data
from romdoul.cli.piping import piped
from romdoul.cli.settings import use_settings
from romdoul.kernel.errors import KeyUnfit
from romdoul.kernel.secret import Secret
from romdoul.kernel.serverkeys import home_dir
from romdoul.vault.exports import age_decrypt, recipient_of


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
        answer = prove(stage, manifest)
        if answer.ok or options.although_broken:
            stage.rename(home)
        return answer
    finally:
        os.environ["ROMDOUL_HOME"] = str(home)
        shutil.rmtree(stage, ignore_errors=True)


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


def prove(stage: Path, manifest: archive.Manifest) -> Answer:
    """Bring the copy up to this release and verify its ledger."""
    os.environ["ROMDOUL_HOME"] = str(stage)
    readiness = use_settings("all", "romdoul.cli.readiness")
    readiness.migrate()
    readiness.collect_static()
    in_editing()
    proof: Answer = use_settings("all", "romdoul.cli.ledger").verified(None)
    readiness.close()
    lines = [f"Of {manifest.made_at}, {len(manifest.files)} files.", *proof.lines]
    if missing := missing_for_data():
        lines.append(
            "Before serving, put ROMDOUL_KEYS back from its own copy:"
            f" {', '.join(missing)} missing."
        )
    data = {"made_at": manifest.made_at, "missing_keys": missing, **proof.data}
    return Answer(proof.ok, tuple(lines), data, proof.why)
