"""The server's secrets: where they lie, and what may be read.

They stand in ``ROMDOUL_KEYS`` (default ``./var/keys``), a folder of mode 0700
with files of mode 0600, never inside ``ROMDOUL_HOME``: a copy of the data must
not carry what unlocks it.
"""

import os
import secrets
import stat
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from romdoul.kernel.errors import KeyUnfit
from romdoul.kernel.secret import Secret

RANDOM_LENGTHS = {
    "django-public.key": 48,
    "django-desks.key": 48,
    "django-edit.key": 48,
    "editors-mfa.key": 32,
    "certificate.key": 32,
    "mailbox.pepper": 32,
    "ledger.key": 32,
    "mfa.key": 32,
    "matching.key": 32,
    "erasures-casework.key": 32,
    "erasures-inbox.key": 32,
}
# Each signs, and its public half verifies: an Ed25519 seed.
SIGNING = ("ledger", "erasures-casework", "erasures-inbox")
# The salt of the receipt codes goes to every browser; it is no secret, but a new
# one would make every code out there useless, so it is kept with the keys.
PUBLIC_RANDOM_LENGTHS = {"mailbox.salt": 16}


def home_dir() -> Path:
    """Return the data folder, ``ROMDOUL_HOME`` (default ``./var/home``)."""
    return Path(os.environ.get("ROMDOUL_HOME") or "var/home").resolve()


def keys_dir() -> Path:
    """Return the folder of the server's secrets, ``ROMDOUL_KEYS``.

    Raises KeyUnfit when it lies inside the data folder.
    """
    folder = Path(os.environ.get("ROMDOUL_KEYS") or "var/keys").resolve()
    if folder.is_relative_to(home_dir()):
        raise KeyUnfit("ROMDOUL_KEYS lies inside ROMDOUL_HOME")
    return folder


def erasures_dir() -> Path:
    """Return the folder of the lists of erasures, ``ROMDOUL_ERASURES``.

    By default it stands among the secrets: like them it is in no backup, since it
    has to tell a restore what was erased after the backup was made.

    Raises KeyUnfit when it lies inside the data folder.
    """
    named = os.environ.get("ROMDOUL_ERASURES")
    folder = Path(named).resolve() if named else keys_dir() / "erasures"
    if folder.is_relative_to(home_dir()):
        raise KeyUnfit("ROMDOUL_ERASURES lies inside ROMDOUL_HOME")
    return folder


def load(name: str) -> Secret:
    """Return a secret by its file's name.

    Raises KeyUnfit when it is missing, empty, or readable by other accounts.
    """
    path = keys_dir() / name
    status = _status(path)
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise KeyUnfit(f"{name} can be read by other accounts (chmod 600 it)")
    return Secret(_read(path, status.st_mtime_ns))


def load_public(name: str) -> bytes:
    """Return the bytes of a file that is no secret, such as ``root.pub``.

    Raises KeyUnfit when it is missing or empty.
    """
    path = keys_dir() / name
    return _read(path, _status(path).st_mtime_ns)


def exists(name: str) -> bool:
    """Say whether there is a file of this name among the server's secrets."""
    return (keys_dir() / name).is_file()


def save(name: str, value: bytes) -> None:
    """Write a secret (or a public half) once; ``name`` may stand in a folder.

    Raises KeyUnfit when there is one already: a key is never written over.
    """
    path = keys_dir() / name
    for folder in (keys_dir(), path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyUnfit(f"{name} stands already and is never written over") from error
    with os.fdopen(handle, "wb") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())


def create_missing(public_half: Callable[[bytes], bytes]) -> list[str]:
    """Make every secret that is not there yet; return the names of the new ones.

    ``public_half`` gives the Ed25519 public key of a seed: the kernel knows no
    cryptography. The organisation's root is not made here but at its founding.
    """
    made = []
    for name, length in (RANDOM_LENGTHS | PUBLIC_RANDOM_LENGTHS).items():
        if not exists(name):
            save(name, secrets.token_bytes(length))
            made.append(name)
    for name in SIGNING:
        if not exists(f"{name}.pub"):
            save(f"{name}.pub", public_half(load(f"{name}.key").reveal()))
            made.append(f"{name}.pub")
    return made


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except FileNotFoundError as error:
        raise KeyUnfit(f"{path.name} is missing (run: romdoul init)") from error
    except PermissionError as error:
        raise KeyUnfit(f"{path.name} may not be read by this account") from error


@lru_cache(maxsize=32)
def _read(path: Path, _changed_ns: int) -> bytes:
    try:
        value = path.read_bytes()
    except OSError as error:
        raise KeyUnfit(f"{path.name} cannot be read") from error
    if not value:
        raise KeyUnfit(f"{path.name} is empty")
    return value
