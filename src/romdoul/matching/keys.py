"""Which index keys an actor holds: of the cases they search, of safeguarding's own.

A token is made under the newest epoch's key and asked for under every epoch's, so
that a change of keys orphans none. Safeguarding's come from its own content key:
whoever holds the shared index cannot ask whether someone is named there.
"""

from romdoul.kernel.errors import NotFound
from romdoul.kernel.secret import Secret
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment
from romdoul.vault.keys import derive

PURPOSE = "matching/index"
INDEXES = (CompartmentKind.INDEX, CompartmentKind.SAFEGUARDING)


def index_key(actor: Actor, kind: CompartmentKind) -> Secret:
    """Return the key that new tokens of this index are made with.

    Raises:
        NotFound: there is no such index, or the actor does not hold it.
    """
    return _key(actor, _index(kind))


def index_keys(actor: Actor) -> list[Secret]:
    """Return every key the actor may ask with: of each index, of each epoch."""
    rows = Compartment.objects.filter(kind__in=INDEXES).order_by("kind")
    held = list(visible(rows, actor, by="ref").values_list("ref", flat=True))
    actor.open_compartments(held)
    return [
        _key(actor, ref, epoch)
        for ref in held
        for epoch in range(actor.epoch_of(ref), 0, -1)
    ]


def _index(kind: CompartmentKind) -> str:
    ref = Compartment.objects.filter(kind=kind).values_list("ref", flat=True).first()
    if ref is None:
        raise NotFound(kind)
    return ref


def _key(actor: Actor, compartment: str, epoch: int | None = None) -> Secret:
    return derive(actor.keys_of(compartment, epoch).content, PURPOSE)
