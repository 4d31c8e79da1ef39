"""The closed sets of the inbox: what the public side itself has to know."""

from enum import StrEnum


class Desk(StrEnum):
    """Who a report is sealed to."""

    HOTLINE = "hotline"
    SAFEGUARDING = "safeguarding"


# A mailbox that was moved to a case is answered under that case's key.
CASE_DESK = "case"


class Kind(StrEnum):
    """What a report is about (INHOPE's kinds, and our own), in the form's order."""

    SEEKING_HELP = "seeking_help"
    THREATENED = "threatened"
    ONLINE_CONTENT = "online_content"
    CHILD_IN_DANGER = "child_in_danger"
    CONCERN_FOR_CHILD = "concern_for_child"
    ADULT_OR_TRAVELLER = "adult_or_traveller"
    ESTABLISHMENT = "establishment"
    OWN_PEOPLE = "own_people"
    OTHER = "other"


class Said(StrEnum):
    """An answer that nobody has to give."""

    YES = "yes"
    NO = "no"
    UNSAID = "unsaid"


class Priority(StrEnum):
    """How soon someone has to respond; in the order of urgency."""

    IMMEDIATE = "immediate"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Direction(StrEnum):
    """Who wrote a message: the reporter (in), or the desk (out)."""

    IN = "in"
    OUT = "out"


def desk_of(kind: Kind) -> Desk:
    """Return who reads a report of this kind: never the people it is about."""
    return Desk.SAFEGUARDING if kind is Kind.OWN_PEOPLE else Desk.HOTLINE
