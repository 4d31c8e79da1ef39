"""Storing a report once: a step of the action that receives it."""

from datetime import datetime

from django.db import connections, router

from romdoul.inbox.incoming import Incoming, require_envelope, require_id
from romdoul.inbox.models import Envelope
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref

# One statement decides, on both databases: the submission is the primary key, so
# of two taps at once exactly one is told that it was first. The ORM's get_or_create
# takes four statements, and took a third of the whole POST's time.
_ADD = (
    "INSERT INTO inbox_envelope"
    " (id, ref, desk, compartment, epoch, priority, received_at, sealed)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (id) DO NOTHING RETURNING ref"
)


def keep_once(report: Incoming, *, now: datetime) -> tuple[str, bool]:
    """Store a sealed report; return its reference, and whether this was the first.

    The moment kept is the quarter of an hour.

    Raises BadInput if this is no envelope, or too long.
    """
    connection = connections[router.db_for_write(Envelope)]
    received = connection.ops.adapt_datetimefield_value(quarter_hour(now))
    row = (
        require_id(report["submission"]),
        new_ref("R"),
        report["desk"].value,
        report["compartment"],
        report["epoch"],
        report["priority"].value,
        received,
        require_envelope(report["sealed"]),
    )
    with connection.cursor() as cursor:
        cursor.execute(_ADD, row)
        added = cursor.fetchone()
    if added:
        return str(added[0]), True
    return Envelope.objects.values_list("ref", flat=True).get(id=row[0]), False
