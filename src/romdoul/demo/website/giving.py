"""How to give to the demo's organisation: details that no bank has."""

from romdoul.site import values
from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import Role
from romdoul.site.giving.confirming import confirm_giving
from romdoul.site.giving.details import digest_of, waiting
from romdoul.site.giving.proposing import propose_giving

DETAILS = {
    "give.bank": "Example Bank",
    "give.account.name": "Romdoul Demo Organisation",
    "give.account.number": "000 000 000",
    "give.account.currency": "USD",
    "give.swift": "EXAMKHPP",
    "give.khqr.account": "romdoul.demo@none",
    "give.khqr.name": "ROMDOUL DEMO",
    "give.link.name": "Example Giving",
    "give.link.address": "https://gifts.example/romdoul",
}


def set_up() -> None:
    """Propose the details as an administrator would, and confirm them as a reviewer."""
    propose_giving("system", changes=DETAILS)
    reviewer = Editor.objects.filter(groups__name=Role.REVIEWER.value).earliest("pk")
    confirm_giving(reviewer, seen=digest_of(waiting(values.current())))
