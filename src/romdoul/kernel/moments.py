"""How precisely a moment may be kept outside a seal."""

from datetime import datetime, timedelta

QUARTER = timedelta(minutes=15)


def quarter_hour(moment: datetime) -> datetime:
    """Round down to 15 minutes: the precision allowed to a coded column."""
    past = timedelta(
        minutes=moment.minute % 15,
        seconds=moment.second,
        microseconds=moment.microsecond,
    )
    return moment - past
