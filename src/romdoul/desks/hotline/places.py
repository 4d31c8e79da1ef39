"""The two desks that receive reports; they work the same way, apart."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.cases.codes import Desk
from romdoul.staff.rights import Right


@dataclass(frozen=True, slots=True)
class Place:
    """One desk: where it is, and which rights its pages ask for."""

    desk: Desk
    home: str
    read: Right
    answer: Right
    decide: Right
    opens_cases: bool
    passes_on: bool
    empty_text: str | Promise

    @property
    def title(self) -> str:
        """What the desk is called."""
        return str(self.desk.label)


HOTLINE = Place(
    desk=Desk.HOTLINE,
    home="/hotline/",
    read=Right.HOTLINE_READ,
    answer=Right.HOTLINE_ANSWER,
    decide=Right.HOTLINE_DECIDE,
    opens_cases=True,
    passes_on=True,
    empty_text=_("What people tell us appears here, the most urgent first."),
)
SAFEGUARDING = Place(
    desk=Desk.SAFEGUARDING,
    home="/safeguarding/",
    read=Right.SAFEGUARDING_READ,
    answer=Right.SAFEGUARDING_ANSWER,
    decide=Right.SAFEGUARDING_DECIDE,
    opens_cases=False,
    passes_on=False,
    empty_text=_(
        "What people tell us about our own people or partners appears here, and "
        "nowhere else."
    ),
)
