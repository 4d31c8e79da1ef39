"""Workers come in, are certified against a number read out, and leave."""

import pytest
from django.utils import timezone
from tests.factories.compartments import make_case
from tests.factories.organisation import PASSWORD, Organisation, organisation

from romdoul.actions.staff_compartments import rotate_compartment
from romdoul.actions.staff_people import (
    certify_worker,
    invite_worker,
    renew_invitation,
    reset_second_factor,
    worker_leaves,
)
from romdoul.actions.staff_sign_in import accept_invitation, sign_in
from romdoul.doors.codes import GOOD_FOR
from romdoul.kernel.errors import (
    BadInput,
    CertificateBroken,
    NotFound,
    Refused,
    WrongPassword,
)
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.queries.staff import (
    check_number_of,
    list_rotations_due,
    list_workers,
    read_profile,
)
from romdoul.staff.actor import actor_for
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, DeskSession, Escrow, Invitation, Worker
from romdoul.staff.passwords import open_ring
from romdoul.staff.rights import Role
from romdoul.vault.keys import new_worker_keys

pytestmark = pytest.mark.django_db
MINE = "four rivers and a small bell"


@pytest.fixture
def org() -> Organisation:
    return organisation()


def invited(org: Organisation, *roles: Role) -> tuple[str, str]:
    return invite_worker(
        org.manager,
        username="new.person",
        roles=roles or (Role.COUNSELLOR,),
        display_name="Name of the new person",
    )


def came_in(org: Organisation, *roles: Role) -> Worker:
    _ref, code = invited(org, *roles)
    accept_invitation(code=code, password=MINE)
    return Worker.objects.get(username="new.person")


def certified(org: Organisation, *roles: Role) -> Worker:
    worker = came_in(org, *roles)
    certify_worker(
        org.manager,
        ref=worker.ref,
        number=check_number_of(worker),
        roles=roles or (Role.COUNSELLOR,),
    )
    return Worker.objects.get(pk=worker.pk)


def last_event() -> str:
    return Entry.objects.order_by("-seq").values_list("event", flat=True)[0]


def test_an_invited_worker_comes_in_and_opens_what_the_role_belongs_to(org):
    worker = certified(org)
    actor = actor_for(worker, open_ring(worker, MINE))
    for kind in (
        CompartmentKind.HOTLINE,
        CompartmentKind.ORGANISATION,
        CompartmentKind.INDEX,
    ):
        ref = org.compartment(kind).ref
        assert actor.keys_of(ref) == org.manager.keys_of(ref)
    with pytest.raises(NotFound):
        actor.keys_of(org.compartment(CompartmentKind.SAFEGUARDING).ref)
    events = list(Entry.objects.values_list("event", flat=True))
    for event in (Event.WORKER_INVITED, Event.WORKER_JOINED, Event.WORKER_CERTIFIED):
        assert event in events


def test_before_the_certificate_nothing_opens(org):
    worker = came_in(org)
    with pytest.raises(CertificateBroken, match="none"):
        actor_for(worker, open_ring(worker, MINE))
    assert not worker.grants.exists()


def test_the_name_is_sealed_to_the_organisation(org):
    ref, _code = invited(org)
    assert read_profile(org.manager, ref).display_name == "Name of the new person"
    assert last_event() == Event.RECORD_OPENED
    with pytest.raises(NotFound):
        read_profile(org.admin, ref)


def test_an_invitation_serves_once(org):
    _ref, code = invited(org)
    accept_invitation(code=code.lower().replace("-", " "), password=MINE)
    with pytest.raises(NotFound):
        accept_invitation(code=code, password="another one altogether")


def test_an_invitation_is_over_after_a_week(org):
    _ref, code = invited(org)
    Invitation.objects.update(expires_at=timezone.now() - GOOD_FOR)
    with pytest.raises(NotFound):
        accept_invitation(code=code, password=MINE)


def test_a_new_code_voids_the_old_one(org):
    ref, old = invited(org)
    new = renew_invitation(org.manager, ref=ref)
    with pytest.raises(NotFound):
        accept_invitation(code=old, password=MINE)
    assert accept_invitation(code=new, password=MINE).worker.ref == ref


@pytest.mark.parametrize(
    "password", ["short", "new.person new.person", "aaaaaaaaaaaaa"]
)
def test_a_password_that_is_easy_to_guess_is_refused(org, password):
    _ref, code = invited(org)
    with pytest.raises(BadInput):
        accept_invitation(code=code, password=password)
    assert not Worker.objects.get(username="new.person").keyring


def test_a_counsellor_cannot_invite_and_the_refusal_is_recorded(org):
    with pytest.raises(Refused):
        invite_worker(org.counsellor, username="x.y", roles=(Role.COUNSELLOR,))
    assert not Worker.objects.filter(username="x.y").exists()
    assert last_event() == Event.ACTION_REFUSED


@pytest.mark.parametrize("username", ["Sok Dara", "", "counsellor", "សុខ", "a" * 41])
def test_a_code_name_is_small_letters_and_new(org, username):
    before = Entry.objects.count()
    with pytest.raises(BadInput):
        invite_worker(org.manager, username=username, roles=(Role.COUNSELLOR,))
    assert Entry.objects.count() == before


def test_the_administrator_invites_but_writes_no_name(org):
    ref, _code = invite_worker(org.admin, username="x.y", roles=(Role.LEGAL_OFFICER,))
    assert Worker.objects.get(ref=ref).role_names == ("legal_officer",)
    with pytest.raises(BadInput):
        invite_worker(
            org.admin,
            username="x.z",
            roles=(Role.LEGAL_OFFICER,),
            display_name="A name",
        )
    assert not Worker.objects.filter(username="x.z").exists()


def test_keys_swapped_before_the_certificate_show_in_the_number(org):
    worker = came_in(org)
    told = check_number_of(worker)
    thief = new_worker_keys()
    Worker.objects.filter(pk=worker.pk).update(
        box_public=thief.box.public, sign_public=thief.sign.public
    )
    with pytest.raises(BadInput):
        certify_worker(
            org.manager, ref=worker.ref, number=told, roles=(Role.COUNSELLOR,)
        )
    assert not worker.certificates.exists()


def test_only_a_manager_certifies_and_never_a_manager(org):
    worker = came_in(org)
    number = check_number_of(worker)
    for actor in (org.counsellor, org.admin, org.focal):
        with pytest.raises(Refused):
            certify_worker(
                actor, ref=worker.ref, number=number, roles=(Role.COUNSELLOR,)
            )
    with pytest.raises(BadInput):
        certify_worker(
            org.manager, ref=worker.ref, number=number, roles=(Role.MANAGER,)
        )
    assert not worker.certificates.exists()


def test_a_role_that_is_taken_away_takes_its_compartments(org):
    worker = certified(org, Role.COUNSELLOR)
    hotline = org.compartment(CompartmentKind.HOTLINE)
    certify_worker(
        org.manager,
        ref=worker.ref,
        number=check_number_of(worker),
        roles=(Role.LEGAL_OFFICER,),
    )
    worker.refresh_from_db()
    actor = actor_for(worker, open_ring(worker, MINE))
    with pytest.raises(NotFound):
        actor.keys_of(hotline.ref)
    due = [row.ref for row in list_rotations_due(org.manager)]
    assert hotline.ref in due


def test_a_leaver_has_nothing_left(org):
    worker = org.worker("counsellor")
    case = make_case(
        org.casemanager,
        members=[org.worker("casemanager"), worker, org.worker("legal")],
    )
    hotline = org.compartment(CompartmentKind.HOTLINE)
    before = org.manager.keys_of(hotline.ref)
    sign_in(username="counsellor", password=PASSWORD)
    worker_leaves(org.manager, ref=worker.ref)
    left = org.worker("counsellor")
    assert (left.is_active, bytes(left.keyring)) == (False, b"")
    assert not DeskSession.objects.filter(worker=worker).exists()
    assert not Escrow.objects.filter(subject=worker.ref).exists()
    assert not worker.grants.exclude(wrapped=b"").exists()
    with pytest.raises(CertificateBroken):
        org.actor("counsellor")
    with pytest.raises(WrongPassword):
        sign_in(username="counsellor", password=PASSWORD)
    # The manager's own compartments began anew; the case waits for its members.
    hotline.refresh_from_db()
    assert hotline.epoch == 2
    assert org.manager.keys_of(hotline.ref) != before
    assert org.manager.keys_of(hotline.ref, 1) == before
    case.refresh_from_db()
    assert (case.epoch, case.rotation_due_since is not None) == (1, True)
    rotate_compartment(org.casemanager, ref=case.ref)
    case.refresh_from_db()
    assert (case.epoch, case.rotation_due_since) == (2, None)
    assert org.legal.keys_of(case.ref) == org.casemanager.keys_of(case.ref)


def test_what_a_leaver_once_granted_stands_until_the_next_epoch(org):
    """Else their going would lock out whoever they had let in."""
    members = [org.worker("casemanager"), org.worker("counsellor")]
    case = make_case(org.casemanager2, members=members)
    worker_leaves(org.manager, ref=org.worker("casemanager2").ref)
    assert org.casemanager.keys_of(case.ref) == org.counsellor.keys_of(case.ref)
    rotate_compartment(org.casemanager, ref=case.ref)
    assert org.counsellor.keys_of(case.ref) == org.casemanager.keys_of(case.ref)


def test_nobody_lets_themselves_leave_and_a_counsellor_nobody(org):
    with pytest.raises(BadInput):
        worker_leaves(org.manager, ref=org.worker("manager").ref)
    with pytest.raises(Refused):
        worker_leaves(org.counsellor, ref=org.worker("legal").ref)
    assert Worker.objects.filter(is_active=True).count() == len(org.workers)


def test_a_lost_second_factor_is_forgotten_by_a_manager_alone(org):
    with pytest.raises(Refused):
        reset_second_factor(org.admin, ref=org.worker("legal").ref)
    reset_second_factor(org.manager, ref=org.worker("legal").ref)
    assert last_event() == Event.SECOND_FACTOR_REMOVED


def test_the_list_says_who_waits_for_what(org):
    came_in(org)
    invite_worker(org.manager, username="later", roles=(Role.LEGAL_OFFICER,))
    rows = {row.username: row.status for row in list_workers(org.admin)}
    assert rows["new.person"] == "to_certify"
    assert rows["later"] == "invited"
    assert rows["counsellor"] == "active"
    with pytest.raises(Refused):
        list_workers(org.counsellor)


def test_no_compartment_of_the_administrators(org):
    assert not Compartment.objects.filter(grants__worker=org.worker("admin")).exists()
