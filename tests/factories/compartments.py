"""Compartments for tests, through actions of their own; and the attacker's SQL."""

from django.db import connection

from romdoul.ledger.recording import action, record_changes
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import changes_of, create_compartment, grant, rotate
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, Worker


@action()
def make_case(actor: Actor, *, members: list[Worker]) -> Compartment:
    compartment = create_compartment(actor, CompartmentKind.CASE, members)
    record_changes(actor, changes_of(compartment))
    return compartment


@action()
def rotated(actor: Actor, *, compartment: Compartment) -> None:
    record_changes(actor, rotate(actor, compartment))


@action()
def granted(actor: Actor, *, compartment: Compartment, member: Worker) -> None:
    record_changes(actor, grant(actor, compartment, member))


def sql(statement: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount
