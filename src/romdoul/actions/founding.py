"""Found the organisation: once, on the machine itself."""

from collections.abc import Sequence

from django.utils import timezone

from romdoul.kernel import serverkeys
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record, record_changes
from romdoul.staff.founding import Foundation, Person, found
from romdoul.vault.keys import SignKeys, new_sign_keys

SYSTEM = "system"


def make_root() -> SignKeys:
    """Make the organisation's root key and save it among the server's keys.

    ``offline/root.key`` is to be moved to a safe at once: whoever holds it certifies
    managers and custodians.

    Raises KeyUnfit when there is a root already.
    """
    root = new_sign_keys()
    serverkeys.save("root.pub", root.public)
    serverkeys.save("offline/root.key", root.seed.reveal())
    return root


@action()
def found_organisation(
    actor: str, *, people: Sequence[Person], root: SignKeys
) -> Foundation:
    """Enrol the first people and make the standing compartments.

    ``actor`` is "system": nobody is there yet.

    Raises:
        BadInput: there is an organisation already, or too few people.
    """
    made = found(people, root, now=timezone.now())
    record(actor, Event.ORGANISATION_FOUNDED)
    record_changes(actor, made.changes)
    return made
