"""``romdoul doctor``: whether this installation is as it must be."""

from collections.abc import Callable, Iterable

from romdoul.cli import (
    checks_of_erasures,
    checks_of_keys,
    checks_of_machine,
    checks_of_stores,
    checks_of_users,
    checks_of_website,
)
from romdoul.cli.answer import Answer
from romdoul.cli.arguments import Options
from romdoul.cli.findings import Finding, State

CHECKS: tuple[Callable[[], Iterable[Finding]], ...] = (
    checks_of_machine.settings,
    checks_of_keys.keys,
    checks_of_stores.stores,
    checks_of_stores.triggers,
    checks_of_users.users,
    checks_of_erasures.lists,
    checks_of_erasures.backups,
    checks_of_stores.processes,
    checks_of_website.website,
    checks_of_machine.storage,
    checks_of_machine.clock,
    checks_of_machine.hardening,
)


def run(_options: Options) -> Answer:
    """Check everything; "no" when something is wrong."""
    found = [finding for check in CHECKS for finding in check()]
    wrong = [finding for finding in found if finding.state is State.WRONG]
    return Answer(
        ok=not wrong,
        lines=tuple(str(finding) for finding in found),
        data={"checks": [finding.data() for finding in found]},
        why=f"romdoul: {len(wrong)} wrong: {wrong[0].says}" if wrong else "",
    )
