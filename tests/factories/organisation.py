"""A founded organisation with a worker of each role, ready in memory.

``organisation()`` founds it through the action that founds a real one; its actors
are made by the function that makes one after a sign-in. Argon2id is cheap here.
"""

from copy import copy
from dataclasses import dataclass
from functools import cache

from django.core.management.color import no_style
from django.db import connections
from django.db.models import Model

from romdoul.actions.founding import SYSTEM, found_organisation
from romdoul.kernel import serverkeys
from romdoul.kernel.errors import NotFound
from romdoul.kernel.secret import Secret
from romdoul.ledger.models import Entry, Head
from romdoul.ledger.stores import Store, alias
from romdoul.staff.actor import Actor, actor_for
from romdoul.staff.founding import Person
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import (
    Certificate,
    Compartment,
    CustodianKey,
    Epoch,
    Escrow,
    Grant,
    Profile,
    Worker,
)
from romdoul.staff.rights import Role
from romdoul.vault.exports import AgeKeys, new_age_keys
from romdoul.vault.keys import SignKeys, WorkerKeys, new_sign_keys

PASSWORD = "seven quiet boats at dawn"

ROLES: dict[str, tuple[Role, ...]] = {
    "manager": (Role.MANAGER,),
    "manager2": (Role.MANAGER, Role.CUSTODIAN),
    "counsellor": (Role.COUNSELLOR,),
    "counsellor2": (Role.COUNSELLOR,),
    "casemanager": (Role.CASE_MANAGER,),
    "casemanager2": (Role.CASE_MANAGER,),
    "investigator": (Role.INVESTIGATOR,),
    "legal": (Role.LEGAL_OFFICER,),
    "prevention": (Role.PREVENTION_OFFICER,),
    "partner": (Role.PARTNER_OFFICER,),
    "focal": (Role.SAFEGUARDING_FOCAL,),
    "board": (Role.SAFEGUARDING_FOCAL, Role.CUSTODIAN),
    "analyst": (Role.ANALYST,),
    "custodian": (Role.CUSTODIAN,),
    "admin": (Role.ADMINISTRATOR,),
}


@cache
def root() -> SignKeys:
    """Return the root of every organisation in this run."""
    if serverkeys.exists("root.pub"):
        return SignKeys.of(Secret(serverkeys.load("offline/root.key").reveal()))
    made = new_sign_keys()
    serverkeys.save("root.pub", made.public)
    serverkeys.save("offline/root.key", made.seed.reveal())
    return made


@cache
def age_keys(username: str) -> AgeKeys:
    """Return a custodian's age pair, the same for the whole run."""
    return new_age_keys()


@dataclass(slots=True)
class Organisation:
    """The organisation and everyone in it, by username."""

    actors: dict[str, Actor]
    workers: dict[str, Worker]
    compartments: dict[CompartmentKind, Compartment]

    def __getattr__(self, username: str) -> Actor:
        """Return a fresh actor by username: ``org.counsellor``."""
        return self.actor(username)

    def actor(self, username: str) -> Actor:
        """Return an actor with nothing opened yet, as each request has one."""
        if username not in self.workers:
            raise AttributeError(username)
        worker = Worker.objects.get(pk=self.workers[username].pk)
        return actor_for(worker, self.actors[username].keys)

    def worker(self, username: str) -> Worker:
        """Return a worker's row as it is now."""
        return Worker.objects.get(pk=self.workers[username].pk)

    def keys(self, username: str) -> WorkerKeys:
        """Return a worker's open keys."""
        return self.actors[username].keys

    def compartment(self, kind: CompartmentKind) -> Compartment:
        """Return a standing compartment as it is now."""
        found = Compartment.objects.filter(kind=kind.value).first()
        if found is None:
            raise NotFound(kind.value)
        return found


def people() -> list[Person]:
    """Return one person of each role, two where two are asked for."""
    return [
        Person(
            username=username,
            password=PASSWORD,
            roles=roles,
            display_name=f"Name of {username}",
            language="en",
            recipient=age_keys(username).recipient if Role.CUSTODIAN in roles else "",
        )
        for username, roles in ROLES.items()
    ]


def organisation() -> Organisation:
    """Found the organisation in the test's database.

    The first one of a run is founded; later ones are the same rows put back.
    """
    if _founded and not Entry.objects.using(alias(Store.CASEWORK)).exists():
        _put_back(_rows)
        return _copied(_founded[0])
    made = found_organisation(SYSTEM, people=people(), root=root())
    org = Organisation(made.actors, made.workers, made.compartments)
    if not _founded:
        _founded.append(_copied(org))
        _rows.extend(list(model._default_manager.all()) for model in _TABLES)
    return org


def _copied(org: Organisation) -> Organisation:
    """Return an organisation that a test may change as it likes."""
    return Organisation(dict(org.actors), dict(org.workers), dict(org.compartments))


_TABLES: tuple[type[Model], ...] = (
    Worker,
    Certificate,
    CustodianKey,
    Compartment,
    Epoch,
    Grant,
    Escrow,
    Profile,
    Entry,
    Head,
)
_founded: list[Organisation] = []
_rows: list[list[Model]] = []


def _put_back(tables: list[list[Model]]) -> None:
    using = alias(Store.CASEWORK)
    connection = connections[using]
    for model, rows in zip(_TABLES, tables, strict=True):
        model._default_manager.using(using).bulk_create([copy(row) for row in rows])
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(_TABLES)):
            cursor.execute(sql)
