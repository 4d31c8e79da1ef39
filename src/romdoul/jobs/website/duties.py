"""What the website does by itself: what is due goes out, or is taken off."""

from django.utils import timezone

from romdoul.jobs.pacing import Duty, keep_going
from romdoul.site.counting.counted import compact
from romdoul.site.models import LastDone
from romdoul.site.pages.due import publish_due, withdraw_due
from romdoul.site.stories.acts import end_expired

CLOCK = "clock"


def pages() -> None:
    """Withdraw and publish what is due; note that somebody looked."""
    withdraw_due()
    publish_due()
    LastDone.objects.update_or_create(name="pages", defaults={"at": timezone.now()})


def stories() -> int:
    """Take off the stories whose consent has run out; return how many."""
    return end_expired(CLOCK)


def all_duties() -> list[Duty]:
    """Return what the clock does; a story's consent first."""
    return [
        Duty("end consents", 60, stories),
        Duty("publish and withdraw", 60, pages),
        Duty("add up what was counted", 3600, compact),
    ]


def run() -> None:
    """Go round until SIGTERM or SIGINT."""
    keep_going(all_duties())
