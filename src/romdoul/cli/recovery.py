"""``romdoul recovery``: the custodians' tool, for a machine that is not connected.

It needs no data folder and no settings: files in, files out. A bundle goes to the
first custodian (``peel``), what they write to the second (``finish``), who sends the
result back and hands the one-time key over in person.
"""

import os
from pathlib import Path

from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.kernel.errors import WrongIdentity
from romdoul.kernel.secret import Secret
from romdoul.staff.recovering import HALF, finish, peel, read_bundle, write_bundle
from romdoul.vault.exports import new_age_keys


def run(options: Options) -> Answer:
    """Carry out one step of a recovery."""
    steps = {"keygen": _keygen, "peel": _peel, "finish": _finish}
    return steps[options.verb](options)


def _keygen(options: Options) -> Answer:
    """Make a custodian's age pair; only the recipient is ever shown."""
    made = new_age_keys()
    text = f"# public key: {made.recipient}\n{made.identity.reveal().decode()}\n"
    write_new(options.out, text.encode())
    return Answer(lines=(made.recipient,), data={"recipient": made.recipient})


def _peel(options: Options) -> Answer:
    bundle = read_bundle(Path(options.file).read_bytes())
    try:
        half = peel(bundle, identity_in(options.identity))
    except WrongIdentity:
        raise WrongUse(
            "This identity opens no outer layer: this custodian goes second, or is"
            " none of those the keys were left with."
        ) from None
    write_new(options.out, write_bundle(half, kind=HALF))
    second = sorted({copy.inner for copy in half.copies})
    line = f"{half.request}: now one of {', '.join(second)} runs: recovery finish"
    return Answer(lines=(line,), data={"request": half.request, "second": second})


def _finish(options: Options) -> Answer:
    half = read_bundle(Path(options.file).read_bytes(), kind=HALF)
    result, once = finish(half, identity_in(options.identity))
    write_new(options.out, result)
    key = once.reveal().decode()
    lines = (
        f"{half.request}: send {options.out} back.",
        "Hand this one-time key to the person themselves; it is not kept:",
        key,
    )
    data = {"request": half.request, "subject": half.subject, "one_time_key": key}
    return Answer(lines=lines, data=dict(data))


def identity_in(path: str) -> Secret:
    """Return the identity in an age key file, which may carry comments.

    Raises WrongUse when it holds none, or more than one.
    """
    lines = Path(path).read_text().splitlines()
    found = [line.strip() for line in lines if line.strip().startswith("AGE-SECRET-")]
    if len(found) != 1:
        raise WrongUse(f"{path} is no age key file with one identity.")
    return Secret(found[0].encode())


def write_new(path: str, content: bytes) -> None:
    """Write a file of mode 0600; never over another."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
