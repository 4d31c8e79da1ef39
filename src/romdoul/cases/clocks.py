"""When something is due, and whether it is late: computed, never typed. Pure.

Response times are the defaults of the case-management standards the organisation
follows (immediate 1 h, high 24 h, medium 72 h, low 7 days); a setting changes them.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from romdoul.cases.codes import Priority, TransitionStatus

RESPONSE: Mapping[Priority, timedelta] = MappingProxyType(
    {
        Priority.IMMEDIATE: timedelta(hours=1),
        Priority.HIGH: timedelta(hours=24),
        Priority.MEDIUM: timedelta(hours=72),
        Priority.LOW: timedelta(days=7),
    }
)
ASSIGNMENT_STANDS = timedelta(hours=72)
# Rows without a due date sort last under one plain index, on both databases.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def response_due(
    received: datetime,
    priority: Priority,
    times: Mapping[Priority, timedelta] = RESPONSE,
) -> datetime:
    """Return until when someone has to have responded."""
    return received + times[priority]


def is_overdue(due: datetime | None, now: datetime) -> bool:
    """Tell whether a due moment has passed; what is never due is never late."""
    return due is not None and due < now


def transition_status(
    status: TransitionStatus, expires: datetime, now: datetime
) -> TransitionStatus:
    """Return where a request stands now: nobody types that it expired."""
    if status is TransitionStatus.PENDING and expires <= now:
        return TransitionStatus.EXPIRED
    return status
