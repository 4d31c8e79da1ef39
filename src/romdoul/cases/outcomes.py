"""That an allegation is unfounded is found by two people, and undone by two."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from romdoul.cases.codes import Outcome, Role, TransitionKind
from romdoul.cases.documents import ParticipantDocument
from romdoul.cases.models import Participant
from romdoul.cases.people import open_person, save_person
from romdoul.cases.sealing import record_sealed
from romdoul.kernel.errors import BadInput
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record_opening
from romdoul.staff.actor import Actor

# What each proposal makes of the outcome; undone, nothing is said of it any more.
LEADS_TO: Mapping[TransitionKind, Outcome | None] = MappingProxyType(
    {TransitionKind.UNFOUNDED: Outcome.UNFOUNDED, TransitionKind.NOT_UNFOUNDED: None}
)


def is_unfounded(document: ParticipantDocument) -> bool:
    """Tell whether two people found the allegation against a person unfounded."""
    return document.outcome == Outcome.UNFOUNDED


def require_two_people(before: ParticipantDocument, after: ParticipantDocument) -> None:
    """Raise BadInput where one person's edit would find it unfounded, or undo that."""
    if is_unfounded(before) != is_unfounded(after):
        text = _("That an allegation is unfounded takes two people: propose it.")
        raise BadInput(text, field="outcome")


def open_recorded(actor: Actor, person: Participant) -> ParticipantDocument:
    """Open a person inside an action, on its record.

    Raises:
        BadInput: the person was erased.
    """
    if person.erased_at is not None:
        raise BadInput(_("This person was erased."))
    record_opening(actor, [person.ref], person.compartment)
    return open_person(actor, person)


def require_can_be(
    kind: TransitionKind, person: Participant, document: ParticipantDocument
) -> None:
    """Raise BadInput unless this outcome can be proposed of this person now."""
    if person.role != Role.PERSON_REPORTED:
        raise BadInput(_("Only what is alleged of a person reported has an outcome."))
    if is_unfounded(document) == (kind is TransitionKind.UNFOUNDED):
        raise BadInput(_("This is so already."))


def set_outcome(actor: Actor, person: Participant, kind: TransitionKind) -> None:
    """Save what two people found; the earlier version is kept.

    Raises:
        BadInput: the person was erased, or it cannot be any more.
    """
    before = open_recorded(actor, person)
    require_can_be(kind, person, before)
    after = before.model_copy(update={"outcome": LEADS_TO[kind] or ""})
    save_person(actor, person, after, version=person.version)
    record_sealed(actor, Event.PARTICIPANT_CHANGED, person)
