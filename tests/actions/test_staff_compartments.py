"""Epochs, second signatures, and the key that the public side seals to."""

import pytest
from tests.factories.compartments import granted, make_case
from tests.factories.organisation import Organisation, organisation, root

from romdoul.actions.staff_compartments import (
    give_keys,
    publish_desk_key,
    rotate_compartment,
    sign_proposal,
)
from romdoul.inbox.codes import Desk
from romdoul.inbox.models import PublishedKey
from romdoul.inbox.trust import verify_published
from romdoul.kernel.errors import BadInput, NotFound, Refused, SignatureBroken
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.ledger.recording import action, record_changes
from romdoul.ledger.stores import Store, alias
from romdoul.queries.staff import list_proposals, list_rotations_due
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import members_of, revoke
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, Epoch, Proposal, Worker
from romdoul.vault.keys import new_compartment_keys

pytestmark = pytest.mark.django_db


@action()
def revoked(actor: Actor, *, compartment: Compartment, member: Worker) -> None:
    record_changes(actor, revoke(actor, compartment, member))


@pytest.fixture
def org() -> Organisation:
    return organisation()


@pytest.fixture
def case(org: Organisation) -> Compartment:
    people = ("casemanager", "counsellor", "legal")
    return make_case(org.casemanager, members=[org.worker(name) for name in people])


def test_a_removed_member_loses_the_compartment_at_once(org, case):
    revoked(org.casemanager, compartment=case, member=org.worker("legal"))
    with pytest.raises(NotFound):
        org.legal.keys_of(case.ref)
    assert org.counsellor.keys_of(case.ref) == org.casemanager.keys_of(case.ref)
    assert case.epoch == 2
    assert not case.grants.filter(worker=org.worker("legal")).exists()


def test_two_members_must_remain(org):
    members = [org.worker("casemanager"), org.worker("counsellor")]
    case = make_case(org.casemanager, members=members)
    with pytest.raises(BadInput):
        revoked(org.casemanager, compartment=case, member=org.worker("counsellor"))
    case.refresh_from_db()
    assert case.epoch == 1
    assert len(members_of(case)) == 2


def test_a_new_member_reads_what_is_older(org, case):
    first = org.casemanager.keys_of(case.ref)
    for _index in range(3):
        rotate_compartment(org.casemanager, ref=case.ref)
    granted(org.casemanager, compartment=case, member=org.worker("investigator"))
    assert org.investigator.keys_of(case.ref, 1) == first


def test_who_may_not_give_keys_rotates_nothing(org, case):
    with pytest.raises(Refused):
        rotate_compartment(org.legal, ref=case.ref)
    with pytest.raises(NotFound):
        rotate_compartment(org.casemanager2, ref=case.ref)
    case.refresh_from_db()
    assert case.epoch == 1


def test_a_role_that_may_not_enter_is_not_let_in(org, case):
    for name in ("admin", "analyst", "partner"):
        with pytest.raises(BadInput):
            give_keys(org.casemanager, ref=case.ref, worker=org.worker(name).ref)
        assert not org.worker(name).grants.exists()


def test_opening_many_compartments_takes_a_constant_number_of_queries(
    org, django_assert_num_queries
):
    members = [org.worker("casemanager"), org.worker("counsellor")]
    refs = [make_case(org.casemanager, members=members).ref for _index in range(6)]
    one, many = org.counsellor, org.counsellor
    with django_assert_num_queries(4):
        one.open_compartments(refs[:1])
    with django_assert_num_queries(4):
        many.open_compartments(refs)
    with django_assert_num_queries(0):
        many.keys_of(refs[3])


def test_safeguarding_waits_for_a_second_signature(org):
    desk = org.compartment(CompartmentKind.SAFEGUARDING)
    before = org.focal.keys_of(desk.ref)
    rotate_compartment(org.focal, ref=desk.ref)
    desk.refresh_from_db()
    assert desk.epoch == 1
    (proposal,) = Proposal.objects.all()
    (row,) = list_proposals(org.board)
    assert (row.proposed_by, row.new_epoch, row.own) == ("focal", True, False)
    with pytest.raises(Refused):
        sign_proposal(org.focal, ref=proposal.ref)
    with pytest.raises(NotFound):
        sign_proposal(org.manager, ref=proposal.ref)
    sign_proposal(org.board, ref=proposal.ref)
    desk.refresh_from_db()
    assert desk.epoch == 2
    assert org.focal.keys_of(desk.ref) == org.board.keys_of(desk.ref) != before
    assert not Proposal.objects.exists()
    events = list(Entry.objects.values_list("event", flat=True))
    assert events.index(Event.GRANT_PROPOSED) < events.index(Event.COMPARTMENT_ROTATED)


def test_a_proposal_says_nothing_without_the_key(org):
    desk = org.compartment(CompartmentKind.SAFEGUARDING)
    rotate_compartment(org.focal, ref=desk.ref)
    sealed = bytes(Proposal.objects.get().sealed)
    assert org.worker("board").ref.encode() not in sealed
    assert list_proposals(org.manager) == []


def test_a_desk_whose_month_is_over_is_due(org):
    desk = org.compartment(CompartmentKind.HOTLINE)
    assert list_rotations_due(org.manager) == []
    epoch = Epoch.objects.get(compartment=desk)
    epoch.began_at = epoch.began_at.replace(year=epoch.began_at.year - 1)
    epoch.save()
    (row,) = list_rotations_due(org.manager)
    assert (row.ref, row.mine) == (desk.ref, True)
    with pytest.raises(Refused):
        list_rotations_due(org.counsellor)


def test_a_desks_key_is_published_and_the_last_one_retired(org):
    now = org.manager
    publish_desk_key(now, desk=Desk.HOTLINE)
    publish_desk_key(now, desk=Desk.HOTLINE)
    (first,) = PublishedKey.objects.all()
    ref = org.compartment(CompartmentKind.HOTLINE).ref
    found = verify_published(first, root=root().public, now=first.valid_from)
    assert found.public_key == org.manager.keys_of(ref).box.public
    rotate_compartment(org.manager, ref=ref)
    publish_desk_key(org.manager, desk=Desk.HOTLINE)
    first.refresh_from_db()
    assert first.retired_at is not None
    second = PublishedKey.objects.get(retired_at=None)
    assert second.epoch == 2
    entries = Entry.objects.using(alias(Store.INBOX)).filter(event=Event.KEY_PUBLISHED)
    assert entries.count() == 2


def test_a_swapped_published_key_is_sealed_to_by_nobody(org):
    publish_desk_key(org.manager, desk=Desk.HOTLINE)
    row = PublishedKey.objects.get()
    row.public_key = new_compartment_keys().box.public
    row.save()
    with pytest.raises(SignatureBroken):
        verify_published(row, root=root().public, now=row.valid_from)


def test_who_is_not_of_the_desk_publishes_nothing(org):
    with pytest.raises(NotFound):
        publish_desk_key(org.legal, desk=Desk.HOTLINE)
    assert not PublishedKey.objects.exists()
