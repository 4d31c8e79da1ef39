"""When the custodians change, what they hold of existing keys is made to follow."""

import pytest
from django.utils import timezone
from tests.factories.compartments import make_case, rotated, sql
from tests.factories.desk import events, last_entry, statements
from tests.factories.organisation import (
    PASSWORD,
    Organisation,
    age_keys,
    organisation,
    root,
)

from romdoul.actions.staff_custodians import renew_custodians
from romdoul.actions.staff_people import worker_leaves
from romdoul.actions.staff_sign_in import sign_in
from romdoul.kernel.errors import Refused
from romdoul.ledger.events import Event
from romdoul.queries.custody import Custody, custody
from romdoul.queries.staff import day_notices
from romdoul.staff.actor import Actor
from romdoul.staff.escrow import custodians
from romdoul.staff.founding import certify_custodian
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, CustodianKey, Escrow, Worker
from romdoul.vault.keys import CompartmentKeys
from romdoul.vault.recovery import peel_inner, peel_outer, unpack_epoch

pytestmark = pytest.mark.django_db
MEMBERS = ("casemanager", "counsellor")


@pytest.fixture
def org() -> Organisation:
    return organisation()


@pytest.fixture
def case(org: Organisation) -> Compartment:
    return make_case(org.casemanager, members=[org.worker(name) for name in MEMBERS])


def leaves(org: Organisation, username: str = "custodian") -> None:
    worker_leaves(org.admin, ref=org.worker(username).ref)


def comes(worker: Worker) -> None:
    recipient = age_keys("newcomer").recipient
    certify_custodian(root(), worker, recipient, now=timezone.now())


def holders(subject: str) -> set[str]:
    rows = Escrow.objects.filter(subject=subject)
    found = rows.values_list("outer__username", "inner__username")
    return {name for pair in found for name in pair}


def recovered(subject: str, first: str, second: str) -> CompartmentKeys:
    """Return what two custodians get out of an epoch's copies."""
    row = Escrow.objects.get(
        subject=subject, outer__username=first, inner__username=second
    )
    inner = peel_outer(bytes(row.sealed), age_keys(first).identity)
    return unpack_epoch(peel_inner(inner, age_keys(second).identity)).keys


def test_when_nobody_has_changed_nothing_is_renewed_and_nothing_recorded(org, case):
    assert not custody(org.manager)
    before = events()
    assert renew_custodians(org.casemanager) == 0
    assert events() == before
    assert custody(org.manager) == Custody()


def test_what_a_former_custodian_holds_is_taken_from_them(org, case):
    subject = f"{case.ref}.1"
    assert "custodian" in holders(subject)
    leaves(org)
    assert renew_custodians(org.casemanager) > 0
    assert holders(subject) == {"manager2", "board"}
    found = recovered(subject, "manager2", "board")
    assert found == org.casemanager.keys_of(case.ref)


def test_a_new_custodian_can_recover_what_was_there_before_them(org, case):
    comes(org.worker("legal"))
    subject = f"{case.ref}.1"
    assert "legal" not in holders(subject)
    renew_custodians(org.casemanager)
    assert holders(subject) == {"manager2", "board", "custodian", "legal"}


def test_a_custodians_new_recipient_takes_the_place_of_the_old(org, case):
    """The same people; but one of them has lost the old identity."""
    worker = org.worker("custodian")
    now = timezone.now()
    CustodianKey.objects.filter(worker=worker).update(retired_at=now)
    comes(worker)
    assert custody(org.manager).compartments == Compartment.objects.count()
    renew_custodians(org.casemanager)
    row = Escrow.objects.filter(subject=f"{case.ref}.1", outer=worker).first()
    if row is None:
        row = Escrow.objects.filter(subject=f"{case.ref}.1", inner=worker).first()
        peeled = peel_outer(bytes(row.sealed), age_keys(row.outer.username).identity)
        assert peel_inner(peeled, age_keys("newcomer").identity)
    else:
        assert peel_outer(bytes(row.sealed), age_keys("newcomer").identity)
    sign_in(username="counsellor", password=PASSWORD)
    assert (
        custody(org.manager).workers
        == Worker.objects.filter(is_active=True).count() - 1
    )


def test_a_renewal_is_on_the_ledger_once_for_each_compartment(org, case):
    leaves(org)
    renew_custodians(org.casemanager)
    renewed = [name for name in events() if name == Event.CUSTODIANS_RENEWED]
    assert len(renewed) >= 2
    entry = last_entry()
    assert entry.actor == org.worker("casemanager").ref
    assert entry.refs == f"{entry.compartment}.1"


def test_who_is_no_member_renews_nothing(org, case):
    leaves(org)
    before = Escrow.objects.filter(subject=f"{case.ref}.1").count()
    renew_custodians(org.manager)
    assert "custodian" in holders(f"{case.ref}.1")
    assert Escrow.objects.filter(subject=f"{case.ref}.1").count() == before


def test_members_between_them_finish_it_and_a_manager_sees_how_far_it_is(org, case):
    leaves(org)
    every = Compartment.objects.count()
    found = custody(org.manager)
    assert found.compartments == every
    assert 0 < found.mine < every
    assert day_notices(org.manager).custody.compartments == every
    renew_custodians(org.manager)
    found = custody(org.manager)
    assert found.mine == 0
    assert found.compartments > 0
    for name in ("casemanager", "focal", "investigator", "analyst"):
        renew_custodians(org.actor(name))
    assert custody(org.manager).compartments == 0


def test_who_does_not_see_to_keys_is_not_told(org, case):
    leaves(org)
    with pytest.raises(Refused):
        custody(org.counsellor)
    assert not day_notices(org.counsellor).custody


def test_only_as_many_as_asked_for_are_renewed_at_once(org, case):
    leaves(org)
    assert renew_custodians(org.casemanager, most=1) == 1
    left = custody(org.manager).compartments
    assert left == Compartment.objects.count() - 1
    assert renew_custodians(org.casemanager, most=1) == 1


def test_while_a_custodian_was_swapped_nothing_is_sealed_to_anybody(org, case):
    leaves(org)
    before = list(Escrow.objects.order_by("pk").values_list("pk", flat=True))
    sql(
        "UPDATE staff_custodiankey SET recipient = %s WHERE worker_id = %s",
        age_keys("thief").recipient,
        org.worker("board").pk,
    )
    assert renew_custodians(org.casemanager) == 0
    assert custody(org.manager).broken
    assert list(Escrow.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_the_last_copies_are_not_given_up_for_nothing(org, case):
    """With one custodian left there is no pair: what stands is all there is."""
    for name in ("custodian", "board"):
        leaves(org, name)
    assert len(custodians()) == 1
    worker = org.worker("counsellor").ref
    held = Escrow.objects.filter(subject__in=[f"{case.ref}.1", worker]).count()
    assert renew_custodians(org.casemanager) == 0
    sign_in(username="counsellor", password=PASSWORD)
    kept = Escrow.objects.filter(subject__in=[f"{case.ref}.1", worker])
    assert kept.count() == held > 0
    assert custody(org.manager).too_few


def test_a_broken_compartment_does_not_hold_up_the_others(org, case):
    other = make_case(org.casemanager, members=[org.worker(n) for n in MEMBERS])
    leaves(org)
    sql("UPDATE staff_epoch SET public_key = %s WHERE compartment_id = %s",
        bytes(32), case.ref)  # fmt: skip
    renew_custodians(org.casemanager)
    assert "custodian" in holders(f"{case.ref}.1")
    assert "custodian" not in holders(f"{other.ref}.1")


def test_of_an_epoch_that_is_over_the_custodians_keep_nothing(org, case):
    rotated(org.casemanager, compartment=case)
    assert holders(f"{case.ref}.1") == set()
    assert holders(f"{case.ref}.2") == {"manager2", "board", "custodian"}
    keys = recovered(f"{case.ref}.2", "manager2", "board")
    assert keys == org.casemanager.keys_of(case.ref)


def test_safeguarding_follows_too(org):
    desk = org.compartment(CompartmentKind.SAFEGUARDING)
    leaves(org)
    renew_custodians(org.focal)
    assert holders(f"{desk.ref}.{desk.epoch}") == {"manager2", "board"}


def asked(actor: Actor) -> int:
    return statements(lambda: renew_custodians(actor))


def test_with_nothing_to_renew_it_costs_the_same_however_many_there_are(org):
    few = asked(org.casemanager)
    for _ in range(5):
        make_case(org.casemanager, members=[org.worker(name) for name in MEMBERS])
    assert asked(org.casemanager) == few <= 2
