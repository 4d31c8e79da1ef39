"""The lists of erasures, and the backups that would bring back what was erased."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from romdoul.cli.erasures_made import not_listed
from romdoul.cli.findings import Finding, State, judge
from romdoul.kernel.errors import Broken, KeyUnfit
from romdoul.kernel.expiry import LISTS_NAME, backups_in, backups_last, expired_in
from romdoul.ledger import erasures
from romdoul.queries.erasures import erased_and_standing

NAME = "erasures"
# A backup is made a day; one may be under way, and one may have failed.
LATEST = timedelta(days=2)


def lists() -> Iterator[Finding]:
    """Look whether each list holds, is complete, and was carried out."""
    for store in erasures.LISTED:
        try:
            erased = erasures.read(store).erased
        except (Broken, KeyUnfit) as error:
            words = f"the list of {store} does not hold ({error}): romdoul erasures"
            yield Finding(NAME, State.WRONG, f"{words} rebuild")
            continue
        yield judge(
            NAME,
            f"the list of {store} names everything that was erased",
            holds=not not_listed(store),
            otherwise=f"the list of {store} lacks erasures: romdoul erasures rebuild",
        )
        left = erased_and_standing(erased)
        yield judge(
            NAME,
            f"nothing that was erased stands in {store}",
            holds=not left,
            otherwise=f"{len(left)} erased still stand in {store}: end the processes,"
            " then romdoul erasures apply",
        )


def backups() -> Iterator[Finding]:
    """Look where the jobs write backups: whether any has expired, or is missing."""
    named = os.environ.get("ROMDOUL_BACKUP_DIR")
    if not named:
        return
    folder, today = Path(named), timezone.localdate()
    old = ", ".join(path.name for path in expired_in(folder, today=today))
    yield judge(
        "backups",
        f"none in {folder} is older than {backups_last().days} days",
        holds=not old,
        otherwise=f"expired, and to be deleted from {folder}: {old}",
    )
    copy = folder / LISTS_NAME
    yield judge(
        "backups",
        "a copy of the lists of erasures lies beside them",
        holds=copy.exists() and copy.stat().st_mtime >= erasures.grown_at(),
        otherwise=f"{copy} lacks the latest erasures: let the jobs read"
        " ROMDOUL_ERASURES, or romdoul erasures copy",
    )
    newest = max(backups_in(folder).values(), default=None)
    yield judge(
        "backups",
        f"the newest is of {newest}",
        holds=newest is not None and today - newest <= LATEST,
        otherwise=f"the newest in {folder} is of {newest or 'no day at all'}",
    )
