"""What the jobs do by themselves. None of it opens anything."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from romdoul.actions.deliver_outbox import deliver_pending
from romdoul.inbox.collecting import forget_collected
from romdoul.kernel import serverkeys
from romdoul.ledger import outbox
from romdoul.ledger.checkpoints import sign_due
from romdoul.ledger.stores import Store

# How long a delivered promise is kept, to answer "did it go out?".
KEPT = timedelta(days=30)


def deliver() -> int:
    """Deliver what the desks have promised; return how many."""
    return deliver_pending()


def sign_checkpoints() -> list[Store]:
    """Sign each store's stream that has grown enough; return which."""
    key = serverkeys.load("ledger.key")
    every: int = settings.ROMDOUL_CHECKPOINT_EVERY
    now = timezone.now()
    return [store for store in Store if sign_due(store, key, every, now=now)]


def forget_deliveries() -> int:
    """Delete promises kept long ago; return how many."""
    return outbox.forget_done(timezone.now() - KEPT)


def forget_reports() -> int:
    """Delete the emptied rows of reports that the desks took in; return how many."""
    return forget_collected(now=timezone.now())
