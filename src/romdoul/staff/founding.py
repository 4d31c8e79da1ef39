"""The first day of an organisation: root, first people, standing compartments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput
from romdoul.kernel.refs import new_ref
from romdoul.staff.actor import Actor, actor_for
from romdoul.staff.certificates import Issuer, issue
from romdoul.staff.changes import Change
from romdoul.staff.compartments import changes_of, create_compartment
from romdoul.staff.documents import WorkerProfile
from romdoul.staff.enrolment import enrol
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, CustodianKey, Profile, Worker
from romdoul.staff.rights import Role, belongs_to, may_enter
from romdoul.staff.sealed import seal_row
from romdoul.vault.exports import AgeKeys
from romdoul.vault.keys import SignKeys
from romdoul.vault.statements import ROOT, CustodianStatement, sign

FROM_THE_START = (
    CompartmentKind.ORGANISATION,
    CompartmentKind.HOTLINE,
    CompartmentKind.INDEX,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is there at the founding; ``custodian`` is their age recipient."""

    username: str
    password: str = field(repr=False)
    roles: tuple[Role, ...]
    display_name: str
    language: str = "km"
    recipient: str = ""


@dataclass(slots=True)
class Foundation:
    """What a founding made. The actors' keys are open: for the founding hand only."""

    actors: dict[str, Actor] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    compartments: dict[CompartmentKind, Compartment] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


def found(people: Sequence[Person], root: SignKeys, *, now: datetime) -> Foundation:
    """Enrol the first people, certified by the root, and make the compartments.

    ``root.pub`` must stand among the server's keys already.

    Raises:
        BadInput: there is an organisation already, or too few people for two
            members of each compartment and two custodians.
    """
    require_enough(people)
    made = Foundation()
    for person in people:
        made.workers[person.username] = _worker_of(person)
    for person in people:
        if person.recipient:
            worker = made.workers[person.username]
            certify_custodian(root, worker, person.recipient, now=now)
    for person in people:
        made.actors[person.username] = _enrolled(person, made, root, now=now)
    for kind in FROM_THE_START:
        _found_compartment(made, people, kind, Role.MANAGER)
    _found_compartment(
        made, people, CompartmentKind.SAFEGUARDING, Role.SAFEGUARDING_FOCAL
    )
    _seal_profiles(made, people)
    return made


def certify_custodian(
    root: SignKeys, worker: Worker, recipient: str, *, now: datetime
) -> None:
    """Let the root sign who is a custodian, and with which age recipient."""
    statement = CustodianStatement(
        worker=worker.ref,
        age_recipient=recipient,
        issued_by=ROOT,
        issued_at=int(now.timestamp()),
        serial=token_hex(16),
    )
    signed = sign(root, statement)
    CustodianKey.objects.create(
        worker=worker,
        recipient=recipient,
        body=signed.body,
        signature=signed.signature,
    )


def require_enough(people: Sequence[Person]) -> None:
    """Raise BadInput where an organisation stands, or too few people are there."""
    if Worker.objects.exists():
        raise BadInput(_("There is an organisation here already."))
    for role in (Role.MANAGER, Role.SAFEGUARDING_FOCAL, Role.CUSTODIAN):
        if sum(role in person.roles for person in people) < 2:
            text = _("At least two people are needed with the role %(role)s.")
            raise BadInput(text % {"role": role.value})
    if sum(bool(person.recipient) for person in people) < 2:
        raise BadInput(_("At least two custodians must bring an age recipient."))


def _worker_of(person: Person) -> Worker:
    worker = Worker(
        ref=new_ref("W"),
        username=person.username,
        language=person.language,
        roles=" ".join(sorted(role.value for role in person.roles)),
    )
    worker.full_clean(exclude=["keyring", "box_public", "sign_public", "next_keys"])
    worker.save()
    return worker


def _enrolled(
    person: Person, made: Foundation, root: SignKeys, *, now: datetime
) -> Actor:
    worker = made.workers[person.username]
    keys = enrol(worker, person.password, now=now)
    row = issue(Issuer(ROOT, root), worker, person.roles, now=now)
    made.changes += [
        Change("worker.joined", (worker.ref,)),
        Change("worker.certified", (row.serial,), "", bytes(row.body)),
    ]
    return actor_for(worker, keys)


def _found_compartment(
    made: Foundation, people: Sequence[Person], kind: CompartmentKind, by: Role
) -> None:
    inside = [
        made.workers[person.username]
        for person in people
        if kind in belongs_to(person.roles)
        or (kind is CompartmentKind.SAFEGUARDING and may_enter(person.roles, kind))
    ]
    first, second = [
        made.actors[person.username] for person in people if by in person.roles
    ][:2]
    compartment = create_compartment(first, kind, inside, co_signer=second)
    made.compartments[kind] = compartment
    made.changes += changes_of(compartment)


def _seal_profiles(made: Foundation, people: Sequence[Person]) -> None:
    by = next(made.actors[p.username] for p in people if Role.MANAGER in p.roles)
    home = made.compartments[CompartmentKind.ORGANISATION].ref
    for person in people:
        worker = made.workers[person.username]
        row = Profile(ref=worker.ref, worker=worker, compartment=home)
        document = WorkerProfile(display_name=person.display_name)
        sealed = seal_row(by, row, document)
        row.save()
        made.changes.append(Change("worker.changed", (worker.ref,), home, sealed))


def age_text(keys: AgeKeys) -> str:
    """Return a custodian's identity as the file that they keep offline."""
    return f"# {keys.recipient}\n{keys.identity.reveal().decode()}\n"
