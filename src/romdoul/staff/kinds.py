"""The kinds of compartments, and how long their keys may stand."""

from enum import StrEnum


class CompartmentKind(StrEnum):
    """What a compartment is for; part of every signed epoch."""

    CASE = "case"
    HOTLINE = "hotline"
    SAFEGUARDING = "safeguarding"
    ORGANISATION = "organisation"
    INSIGHT = "insight"
    ESTABLISHMENTS = "establishments"
    OPERATION = "operation"
    INDEX = "index"


# Only one of each of these exists; it is found by its kind.
STANDING = frozenset(
    {
        CompartmentKind.HOTLINE,
        CompartmentKind.SAFEGUARDING,
        CompartmentKind.ORGANISATION,
        CompartmentKind.INDEX,
        CompartmentKind.INSIGHT,
        CompartmentKind.ESTABLISHMENTS,
    }
)
