"""New keys for a worker: the old ones open nothing, everything else goes on."""

import pytest
from django.utils import timezone
from tests.factories.compartments import make_case
from tests.factories.organisation import PASSWORD, Organisation, organisation

from romdoul.actions.staff_account import (
    change_password,
    prepare_new_keys,
    take_up_new_keys,
)
from romdoul.actions.staff_compartments import rotate_compartment, sign_proposal
from romdoul.actions.staff_people import certify_worker
from romdoul.kernel.errors import (
    BadInput,
    CertificateBroken,
    GrantBroken,
    WrongPassword,
)
from romdoul.queries.staff import check_number_of
from romdoul.staff import sessions
from romdoul.staff.actor import Actor, actor_for
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Proposal
from romdoul.staff.passwords import open_ring
from romdoul.staff.rights import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def renewed(org: Organisation, username: str, *roles: Role) -> Actor:
    actor, worker = org.actor(username), org.worker(username)
    prepare_new_keys(actor)
    worker.refresh_from_db()
    certify_worker(
        org.manager, ref=worker.ref, number=check_number_of(worker), roles=roles
    )
    worker.refresh_from_db()
    begun = sessions.begin(worker, actor.keys, now=timezone.now())
    take_up_new_keys(org.actor(username), begun.session, password=PASSWORD)
    worker.refresh_from_db()
    return actor_for(worker, open_ring(worker, PASSWORD))


def test_new_keys_open_what_the_old_ones_did(org):
    members = [org.worker("casemanager"), org.worker("counsellor")]
    theirs = make_case(org.casemanager, members=members)
    given = make_case(org.casemanager2, members=members)
    actor = renewed(org, "casemanager", Role.CASE_MANAGER)
    for case in (theirs, given):
        assert actor.keys_of(case.ref) == org.counsellor.keys_of(case.ref)
    with pytest.raises(CertificateBroken):
        org.actor("casemanager")


def test_what_hangs_on_the_renewed_ones_grants_stands(org):
    members = [org.worker("casemanager"), org.worker("counsellor")]
    case = make_case(org.casemanager, members=members)
    actor = renewed(org, "casemanager", Role.CASE_MANAGER)
    assert org.counsellor.keys_of(case.ref) == actor.keys_of(case.ref)
    rotate_compartment(actor, ref=case.ref)
    assert org.counsellor.keys_of(case.ref) == actor.keys_of(case.ref)


def test_keys_can_be_renewed_twice(org):
    members = [org.worker("legal"), org.worker("counsellor")]
    case = make_case(org.casemanager, members=members)
    renewed(org, "legal", Role.LEGAL_OFFICER)
    worker = org.worker("legal")
    org.actors["legal"] = actor_for(worker, open_ring(worker, PASSWORD))
    actor = renewed(org, "legal", Role.LEGAL_OFFICER)
    assert actor.keys_of(case.ref) == org.counsellor.keys_of(case.ref)


def test_in_safeguarding_the_new_wrap_waits_for_a_second_signature(org):
    desk = org.compartment(CompartmentKind.SAFEGUARDING)
    actor = renewed(org, "focal", Role.SAFEGUARDING_FOCAL)
    with pytest.raises(GrantBroken):
        actor.keys_of(desk.ref)
    sign_proposal(org.board, ref=Proposal.objects.get().ref)
    worker = org.worker("focal")
    again = actor_for(worker, open_ring(worker, PASSWORD))
    assert again.keys_of(desk.ref) == org.board.keys_of(desk.ref)


def test_before_the_certificate_nothing_is_taken_up(org):
    actor, worker = org.legal, org.worker("legal")
    prepare_new_keys(actor)
    begun = sessions.begin(worker, actor.keys, now=timezone.now())
    with pytest.raises(BadInput):
        take_up_new_keys(actor, begun.session, password=PASSWORD)
    assert org.legal.keys == actor.keys


def test_changing_the_password_takes_the_old_one_and_keeps_the_keys(org):
    worker, keys = org.worker("legal"), org.keys("legal")
    begun = sessions.begin(worker, keys, now=timezone.now())
    with pytest.raises(WrongPassword):
        change_password(begun.session, old="no", new="another long password")
    change_password(begun.session, old=PASSWORD, new="another long password")
    worker.refresh_from_db()
    assert open_ring(worker, "another long password") == keys
    with pytest.raises(WrongPassword):
        open_ring(worker, PASSWORD)
