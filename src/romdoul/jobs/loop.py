"""The clock of an installation."""

from romdoul.jobs import backups, duties
from romdoul.jobs.pacing import Duty, keep_going


def all_duties() -> list[Duty]:
    """Return what the jobs do: deliveries, checkpoints, backups when configured."""
    found = [
        Duty("deliver", 5, duties.deliver),
        Duty("sign checkpoints", 60, duties.sign_checkpoints),
        Duty("forget deliveries", 3600, duties.forget_deliveries),
        Duty("forget reports", 3600, duties.forget_reports),
    ]
    if backups.is_configured():
        found += [
            Duty("back up", 600, backups.make_due),
            Duty("forget backups", 3600, backups.forget_due),
            Duty("copy the lists of erasures", 60, backups.ListsCopy().make_due),
        ]
    return found


def run() -> None:
    """Go round until SIGTERM or SIGINT."""
    keep_going(all_duties())
