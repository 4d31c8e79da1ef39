"""How soon a report is to be read, before anyone has read it. Pure.

Transparent bands: can it reach a child now, is it imminent, can it be acted on
(the standards the organisation follows). Nothing starts as low, since nobody has
read it yet; a counsellor may set that, with a reason.
"""

from romdoul.inbox.codes import Kind, Priority, Said

_RAISED = {Kind.SEEKING_HELP, Kind.THREATENED, Kind.OWN_PEOPLE}


def priority_of(kind: Kind, *, danger_now: bool, about_me: Said) -> Priority:
    """Return the band that the answers themselves give."""
    if danger_now or kind is Kind.CHILD_IN_DANGER:
        return Priority.IMMEDIATE
    if kind in _RAISED or about_me is Said.YES:
        return Priority.HIGH
    return Priority.MEDIUM
