"""``romdoul ledger verify`` and ``romdoul ledger checkpoint``."""

import os
from pathlib import Path

from django.utils import timezone

from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.kernel import serverkeys
from romdoul.ledger import checkpoints
from romdoul.ledger.findings import Report
from romdoul.ledger.stores import Store
from romdoul.ledger.verify import verify
from romdoul.queries.ledger import recorded_rows


def run(options: Options) -> Answer:
    """Verify every stream, or sign each and give the lines to keep elsewhere."""
    if options.verb == "checkpoint":
        return signed(options.out)
    return verified(Path(options.checkpoint) if options.checkpoint else None)


def verified(checkpoint: Path | None) -> Answer:
    """Verify every stream, against lines kept elsewhere if there are any."""
    kept = checkpoint.read_bytes() if checkpoint else None
    public = (
        serverkeys.load_public("ledger.pub")
        if serverkeys.exists("ledger.pub")
        else None
    )
    reports = [
        verify(store, checkpoint=kept, rows=recorded_rows(store), public=public)
        for store in Store
    ]
    wrong = sum(len(report.findings) + report.more for report in reports)
    return Answer(
        ok=not wrong,
        lines=tuple(line for report in reports for line in _lines(report)),
        data={"streams": [_data(report) for report in reports]},
        why=f"romdoul: the ledger does not hold: {wrong} found" if wrong else "",
    )


def signed(out: str | None) -> Answer:
    """Sign every stream that has entries, as it stands.

    Raises LedgerBroken when one does not hold; then nothing is written.
    """
    target = Path(out) if out else None
    if target and target.exists():
        raise WrongUse(f"{target} is there already and is not written over")
    key = serverkeys.load("ledger.key")
    for store in Store:
        checkpoints.sign_due(store, key, every=1, now=timezone.now())
    lines = [line for store in Store if (line := checkpoints.export(store))]
    if not lines:
        return Answer(ok=False, why="romdoul: nothing is on the ledger yet")
    if target:
        _write(target, lines)
    said = (f"Written: {target}. Keep it elsewhere.",) if target else tuple(lines)
    return Answer(lines=said, data={"checkpoints": lines})


def _write(target: Path, lines: list[str]) -> None:
    with target.open("x") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())


def _lines(report: Report) -> list[str]:
    word = "holds" if report.ok else "DOES NOT HOLD"
    head = f"{report.store}: {word}; {report.entries} entries, {report.rows} records."
    found = [f"  {finding.kind}: {finding.text}" for finding in report.findings]
    more = [f"  and {report.more} more"] if report.more else []
    return [head, *found, *more, *(f"  Not proved: {said}" for said in report.says)]


def _data(report: Report) -> dict[str, object]:
    return {
        "store": report.store.value,
        "ok": report.ok,
        "entries": report.entries,
        "rows": report.rows,
        "findings": [
            {"kind": f.kind.value, "where": f.where, "says": f.text}
            for f in report.findings
        ],
        "more": report.more,
        "not_proved": report.says,
    }
