"""What may be done with a report, and by which right where it lies."""

from enum import StrEnum

from romdoul.cases.codes import Desk
from romdoul.staff.rights import Right


class Deed(StrEnum):
    """One thing to be done with a report."""

    READ = "read"
    ANSWER = "answer"
    DECIDE = "decide"


_ON_A_DESK = {
    Desk.HOTLINE: {
        Deed.READ: Right.HOTLINE_READ,
        Deed.ANSWER: Right.HOTLINE_ANSWER,
        Deed.DECIDE: Right.HOTLINE_DECIDE,
    },
    Desk.SAFEGUARDING: {
        Deed.READ: Right.SAFEGUARDING_READ,
        Deed.ANSWER: Right.SAFEGUARDING_ANSWER,
        Deed.DECIDE: Right.SAFEGUARDING_DECIDE,
    },
}
_IN_A_CASE = {
    Deed.READ: Right.CASE_READ,
    Deed.ANSWER: Right.CASE_WRITE,
    Deed.DECIDE: Right.CASE_WRITE,
}


def right_for(desk: str, deed: Deed) -> Right:
    """Return the right that a deed takes: on a desk, or in a case (no desk)."""
    return _ON_A_DESK[Desk(desk)][deed] if desk else _IN_A_CASE[deed]
