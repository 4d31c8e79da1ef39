"""The printed table of rights is the one that the code goes by."""

from pathlib import Path

from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.rights import (
    BELONGS,
    RIGHTS,
    Right,
    Role,
    may_enter,
    may_give,
    rights_of,
)

PRINTED = Path(__file__).parents[2] / "docs/rights.md"


def table(rows: list[list[str]]) -> str:
    head, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *rest])


def rights_table() -> str:
    roles = list(Role)
    rows = [["right", *(f"`{role.value}`" for role in roles)]]
    for right in Right:
        marks = ["yes" if right in RIGHTS[role] else "" for role in roles]
        rows.append([f"`{right.value}`", *marks])
    return table(rows)


def compartments_table() -> str:
    rows = [["kind", "belongs from the first day", "may be let in", "may give keys"]]
    for kind in CompartmentKind:
        belongs = [role for role in Role if kind in BELONGS[role]]
        enters = [role for role in Role if may_enter([role], kind)]
        gives = [role for role in Role if may_give([role], kind)]
        said = [
            ", ".join(f"`{r.value}`" for r in part) for part in (belongs, enters, gives)
        ]
        rows.append([f"`{kind.value}`", *(text or "nobody" for text in said)])
    return table(rows)


def test_the_printed_tables_are_true():
    printed = PRINTED.read_text()
    assert rights_table() in printed
    assert compartments_table() in printed


def test_every_role_has_its_rights_and_everyone_an_account():
    assert set(RIGHTS) == set(Role)
    assert all(Right.ACCOUNT_OWN in rights for rights in RIGHTS.values())


def test_every_right_is_somebodys():
    assert set().union(*RIGHTS.values()) == set(Right)


def test_the_administrator_enters_no_compartment():
    assert not any(may_enter(["administrator"], kind) for kind in CompartmentKind)
    assert not any(may_give(["administrator"], kind) for kind in CompartmentKind)


def test_the_custodian_and_the_partner_enter_no_compartment():
    for role in ("custodian", "partner_officer"):
        assert not any(may_enter([role], kind) for kind in CompartmentKind)


def test_a_role_or_kind_of_a_later_release_gives_nothing():
    assert rights_of(["oracle"]) == frozenset()
    assert not may_give(["manager"], "oracle")
    assert not may_enter(["manager"], "oracle")
