"""With write access to the casework database nobody lets themselves in.

Each test writes what the attacker would write, with SQL, and then lets the system
go about its work: nothing opens, and nothing is wrapped to the attacker.
"""

from dataclasses import replace

import pytest
from django.utils import timezone
from tests.factories.compartments import granted, make_case, rotated, sql
from tests.factories.organisation import Organisation, organisation

from romdoul.kernel.errors import (
    CertificateBroken,
    GrantBroken,
    NotFound,
    SealBroken,
)
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, Epoch, Grant, Worker
from romdoul.staff.roster import load, proof_of, signed_epoch
from romdoul.staff.wrapping import (
    EpochKeys,
    draft_epoch,
    draft_grant,
    fresh_epoch,
)
from romdoul.vault.keys import new_compartment_keys, new_worker_keys
from romdoul.vault.statements import EpochStatement, peek, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


@pytest.fixture
def case(org: Organisation) -> Compartment:
    members = [org.worker("casemanager"), org.worker("counsellor")]
    return make_case(org.casemanager, members=members)


def insert_grant(draft, compartment: Compartment, worker: Worker, number: int = 1):
    return Grant.objects.create(
        compartment=compartment,
        epoch=number,
        worker=worker,
        body=draft.signed.body,
        signature=draft.signed.signature,
        wrapped=draft.wrapped,
        proof=draft.proof,
    )


def test_a_members_swapped_public_key_is_never_wrapped_to(org, case):
    thief = new_worker_keys()
    done = sql(
        "UPDATE staff_worker SET box_public = %s, sign_public = %s WHERE ref = %s",
        thief.box.public,
        thief.sign.public,
        org.worker("counsellor").ref,
    )
    assert done == 1
    with pytest.raises(CertificateBroken, match="swapped-key"):
        rotated(org.casemanager, compartment=case)
    case.refresh_from_db()
    assert case.epoch == 1


def test_a_worker_with_a_swapped_key_is_not_let_in(org, case):
    thief = new_worker_keys()
    sql(
        "UPDATE staff_worker SET box_public = %s WHERE ref = %s",
        thief.box.public,
        org.worker("legal").ref,
    )
    with pytest.raises(CertificateBroken, match="swapped-key"):
        granted(org.casemanager, compartment=case, member=org.worker("legal"))
    assert not case.grants.filter(worker=org.worker("legal")).exists()


def test_a_grant_row_without_a_signature_opens_nothing(org, case):
    mine = case.grants.get(worker=org.worker("counsellor"))
    sql(
        "UPDATE staff_grant SET worker_id = %s WHERE id = %s",
        org.worker("legal").pk,
        mine.pk,
    )
    with pytest.raises(GrantBroken, match="member"):
        org.legal.keys_of(case.ref)


def test_a_grant_one_signs_for_oneself_opens_nothing_and_stops_the_next_epoch(
    org, case
):
    legal = org.legal
    keys = new_compartment_keys()
    place = EpochKeys(case.ref, case.kind, 1, keys)
    draft = draft_grant(legal, place, legal.statement, now=timezone.now())
    insert_grant(draft, case, org.worker("legal"))
    with pytest.raises(GrantBroken, match="not-a-member"):
        org.legal.keys_of(case.ref)
    with pytest.raises(GrantBroken, match="not-a-member"):
        rotated(org.casemanager, compartment=case)
    case.refresh_from_db()
    assert case.epoch == 1


def test_an_outsider_who_may_grant_elsewhere_cannot_add_a_member(org, case):
    outsider = org.casemanager2
    place = EpochKeys(case.ref, case.kind, 1, new_compartment_keys())
    draft = draft_grant(outsider, place, org.legal.statement, now=timezone.now())
    insert_grant(draft, case, org.worker("legal"))
    with pytest.raises(GrantBroken, match="not-a-member"):
        org.legal.keys_of(case.ref)
    with pytest.raises(GrantBroken, match="not-a-member"):
        rotated(org.casemanager, compartment=case)


def test_a_members_signature_without_the_epochs_key_adds_nobody(org, case):
    """A stolen signing key alone is not enough: the proof needs the epoch's keys."""
    member = org.casemanager
    place = EpochKeys(case.ref, case.kind, 1, new_compartment_keys())
    draft = draft_grant(member, place, org.legal.statement, now=timezone.now())
    insert_grant(draft, case, org.worker("legal"))
    with pytest.raises(GrantBroken, match="epoch-key"):
        org.legal.keys_of(case.ref)
    with pytest.raises(GrantBroken, match="proof"):
        rotated(org.casemanager, compartment=case)


def test_a_member_whose_role_may_not_give_keys_adds_nobody(org):
    members = [org.worker("casemanager"), org.worker("legal")]
    case = make_case(org.casemanager, members=members)
    keys = org.legal.keys_of(case.ref)
    place = EpochKeys(case.ref, case.kind, 1, keys)
    draft = draft_grant(
        org.legal, place, org.investigator.statement, now=timezone.now()
    )
    insert_grant(draft, case, org.worker("investigator"))
    with pytest.raises(GrantBroken, match="not-allowed"):
        org.investigator.keys_of(case.ref)
    with pytest.raises(GrantBroken, match="not-allowed"):
        rotated(org.casemanager, compartment=case)


def test_an_old_grant_put_into_a_new_epoch_opens_nothing(org, case):
    old = case.grants.get(worker=org.worker("counsellor"))
    kept = {
        name: bytes(getattr(old, name))
        for name in ("body", "signature", "wrapped", "proof")
    }
    outside = org.worker("counsellor")
    sql("UPDATE staff_grant SET withdrawn_at = %s, wrapped = %s WHERE id = %s",
        timezone.now(), b"", old.pk)  # fmt: skip
    rotated(org.casemanager, compartment=case)
    Grant.objects.create(compartment=case, epoch=2, worker=outside, **kept)
    with pytest.raises(GrantBroken, match="epoch"):
        org.counsellor.keys_of(case.ref)
    with pytest.raises(GrantBroken, match="epoch"):
        rotated(org.casemanager, compartment=case)


def test_an_epoch_set_back_is_refused(org, case):
    """Else what is written next would be sealed to whoever was removed."""
    counsellor = org.worker("counsellor")
    old = case.grants.get(worker=counsellor)
    kept = {
        name: bytes(getattr(old, name))
        for name in ("body", "signature", "wrapped", "proof")
    }
    sql("UPDATE staff_grant SET withdrawn_at = %s, wrapped = %s WHERE id = %s",
        timezone.now(), b"", old.pk)  # fmt: skip
    rotated(org.casemanager, compartment=case)
    Grant.objects.create(compartment=case, epoch=1, worker=counsellor, **kept)
    sql("UPDATE staff_compartment SET epoch = 1 WHERE ref = %s", case.ref)
    with pytest.raises(GrantBroken, match="rolled-back"):
        org.counsellor.keys_of(case.ref)


def test_an_epoch_of_ones_own_is_refused_by_its_members(org, case):
    """A case manager with write access announces an epoch they hold the keys of."""
    outsider = org.casemanager2
    place = fresh_epoch(case.ref, case.kind, 2)
    stolen = org.casemanager.opened(case.ref).roster.epoch(1)
    draft = draft_epoch(outsider, place, now=timezone.now(), last=None)
    said = replace(
        peek(draft.signed, EpochStatement), previous=signed_epoch(stolen).digest()
    )
    signed = sign(outsider.keys.sign, said)
    Epoch.objects.create(
        compartment=case,
        number=2,
        public_key=place.keys.box.public,
        body=signed.body,
        signature=signed.signature,
        ladder=b"RR1" + bytes(200),
        began_at=timezone.now(),
    )
    grant_draft = draft_grant(
        outsider, place, org.counsellor.statement, now=timezone.now()
    )
    insert_grant(grant_draft, case, org.worker("counsellor"), 2)
    sql("UPDATE staff_compartment SET epoch = 2 WHERE ref = %s", case.ref)
    with pytest.raises(SealBroken):
        org.counsellor.keys_of(case.ref)


def test_a_swapped_epoch_key_is_refused(org, case):
    thief = new_compartment_keys()
    sql(
        "UPDATE staff_epoch SET public_key = %s WHERE compartment_id = %s",
        thief.box.public,
        case.ref,
    )
    with pytest.raises(GrantBroken, match="epoch-key"):
        org.counsellor.keys_of(case.ref)


def test_a_compartment_turned_into_another_kind_is_refused(org):
    ref = org.compartment(CompartmentKind.SAFEGUARDING).ref
    sql("UPDATE staff_compartment SET kind = 'case' WHERE ref = %s", ref)
    with pytest.raises(GrantBroken, match="kind"):
        org.focal.keys_of(ref)


def test_safeguarding_opens_only_on_two_signatures(org):
    ref = org.compartment(CompartmentKind.SAFEGUARDING).ref
    sql("UPDATE staff_grant SET co_signature = %s WHERE compartment_id = %s", b"", ref)
    with pytest.raises(GrantBroken, match="second-signature"):
        org.focal.keys_of(ref)


def test_one_person_cannot_be_both_signatures(org):
    ref = org.compartment(CompartmentKind.SAFEGUARDING).ref
    for row in Grant.objects.filter(compartment_id=ref):
        sql(
            "UPDATE staff_grant SET co_signature = %s, co_signed_by = %s WHERE id = %s",
            bytes(row.signature),
            org.worker("focal").ref,
            row.pk,
        )
    with pytest.raises(GrantBroken, match="second-signature"):
        org.board.keys_of(ref)


def test_an_expired_grant_opens_nothing(org, case):
    now = timezone.now()
    keys = org.casemanager.keys_of(case.ref)
    place = EpochKeys(case.ref, case.kind, 1, keys)
    draft = draft_grant(
        org.casemanager,
        place,
        org.legal.statement,
        now=now,
        expires_at=now - timezone.timedelta(minutes=1),
    )
    insert_grant(draft, case, org.worker("legal"))
    with pytest.raises(GrantBroken, match="expired"):
        org.legal.keys_of(case.ref)


def test_a_stranger_cannot_tell_a_compartment_from_none(org, case):
    for ref in (case.ref, "K-0000-0000"):
        with pytest.raises(NotFound):
            org.legal.keys_of(ref)


def test_what_was_taken_in_is_what_members_hold(org, case):
    """The checks above refuse forgeries; this is the same path when all is well."""
    rotated(org.casemanager, compartment=case)
    granted(org.casemanager, compartment=case, member=org.worker("legal"))
    keys = org.casemanager.keys_of(case.ref)
    assert org.counsellor.keys_of(case.ref) == keys == org.legal.keys_of(case.ref)
    assert org.legal.keys_of(case.ref, 1) == org.casemanager.keys_of(case.ref, 1)
    row = case.grants.get(worker=org.worker("legal"))
    assert bytes(row.proof) == proof_of(keys, bytes(row.body))
    assert load([case.ref])[case.ref].announced(2).epoch == 2
