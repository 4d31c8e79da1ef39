"""``romdoul root sign``: on the machine where the root's key lies, not connected."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time

from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.cli.recovery import write_new
from romdoul.kernel.secret import Secret
from romdoul.staff.checknumber import check_number
from romdoul.staff.rooting import RootRequest, answer, read_request
from romdoul.vault.keys import LENGTH, SignKeys

LASTS = timedelta(days=3 * 365)


def run(options: Options) -> Answer:
    """Show whose keys are to be certified; sign only with their check number given."""
    request = read_request(Path(options.file).read_bytes())
    number = check_number(request.box_public, request.sign_public)
    data = _said(request, number)
    if options.number is None:
        line = "Compare this with the person, then run again with --number: " + number
        return Answer(ok=False, lines=_lines(request, number), data=data, why=line)
    if "".join(options.number.split()) != number.replace(" ", ""):
        raise WrongUse("The check number is another: these are not the person's keys.")
    now = datetime.fromtimestamp(time(), UTC)
    signed = answer(request, _root(options.key), now=now, until=now + LASTS)
    write_new(options.out, signed)
    return Answer(lines=(f"{request.worker}: send {options.out} back.",), data=data)


def _said(request: RootRequest, number: str) -> dict[str, object]:
    return {
        "worker": request.worker,
        "roles": list(request.roles),
        "recipient": request.recipient,
        "check_number": number,
    }


def _lines(request: RootRequest, number: str) -> tuple[str, ...]:
    lines = (
        f"worker: {request.worker}",
        f"roles: {', '.join(request.roles)}",
        f"check number: {number}",
    )
    return (*lines, f"custodian: {request.recipient}") if request.recipient else lines


def _root(path: str) -> SignKeys:
    seed = Path(path).read_bytes()
    if len(seed) != LENGTH:
        raise WrongUse(f"{path} is not the root's key.")
    return SignKeys.of(Secret(seed))
