"""No certificate and no custodian stands on the word of the database.

Each test writes what the attacker would write, with SQL, and then lets the system
go about its work: nothing opens, and nothing is wrapped to the attacker.
"""

import pytest
from django.utils import timezone
from tests.factories.compartments import make_case, rotated, sql
from tests.factories.organisation import Organisation, organisation

from romdoul.kernel.errors import (
    CertificateBroken,
    SignatureBroken,
)
from romdoul.staff.actor import actor_for
from romdoul.staff.certificates import Issuer, issue, statement_for
from romdoul.staff.escrow import custodians, escrow_worker
from romdoul.staff.founding import certify_custodian
from romdoul.staff.models import Certificate, Compartment
from romdoul.vault.exports import new_age_keys
from romdoul.vault.keys import new_worker_keys
from romdoul.vault.statements import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


@pytest.fixture
def case(org: Organisation) -> Compartment:
    members = [org.worker("casemanager"), org.worker("counsellor")]
    return make_case(org.casemanager, members=members)


def test_an_altered_certificate_is_refused(org, case):
    row = Certificate.objects.get(worker__username="counsellor")
    thief = new_worker_keys()
    body = bytes(row.body).replace(
        org.keys("counsellor").box.public.hex().encode(),
        thief.box.public.hex().encode(),
    )
    assert body != bytes(row.body)
    sql("UPDATE staff_certificate SET body = %s WHERE id = %s", body, row.pk)
    with pytest.raises(CertificateBroken):
        rotated(org.casemanager, compartment=case)
    with pytest.raises(CertificateBroken, match="signature"):
        org.actor("counsellor")


def test_a_certificate_with_more_roles_is_refused(org):
    row = Certificate.objects.get(worker__username="counsellor")
    body = bytes(row.body).replace(b'"counsellor"', b'"manager"')
    sql("UPDATE staff_certificate SET body = %s WHERE id = %s", body, row.pk)
    with pytest.raises(CertificateBroken, match="signature"):
        org.actor("counsellor")


def test_a_manager_role_that_a_manager_gave_is_refused(org):
    worker = org.worker("counsellor")
    issuer = Issuer(org.worker("manager").ref, org.keys("manager").sign)
    issue(issuer, worker, ["manager"], now=timezone.now())
    with pytest.raises(CertificateBroken, match="manager-by-manager"):
        org.actor("counsellor")


def test_a_certificate_by_somebody_who_is_no_manager_is_refused(org):
    worker = org.worker("legal")
    issuer = Issuer(org.worker("counsellor").ref, org.keys("counsellor").sign)
    issue(issuer, worker, ["counsellor"], now=timezone.now())
    with pytest.raises(CertificateBroken, match="not-manager"):
        org.actor("legal")


def test_a_certificate_by_a_root_of_ones_own_is_refused(org):
    worker, thief = org.worker("legal"), new_worker_keys()
    issue(Issuer("root", thief.sign), worker, ["manager"], now=timezone.now())
    with pytest.raises(CertificateBroken, match="signature"):
        org.actor("legal")


def test_roles_written_into_the_worker_give_no_right(org):
    sql("UPDATE staff_worker SET roles = 'manager' WHERE username = 'analyst'")
    assert org.analyst.roles == ("analyst",)


def test_a_swapped_custodians_recipient_stops_every_escrow(org):
    thief = new_age_keys()
    sql(
        "UPDATE staff_custodiankey SET recipient = %s WHERE worker_id = %s",
        thief.recipient,
        org.worker("custodian").pk,
    )
    with pytest.raises(SignatureBroken, match="recipient"):
        custodians()
    worker = org.worker("counsellor")
    with pytest.raises(SignatureBroken):
        escrow_worker(worker, org.keys("counsellor"), now=timezone.now())


def test_a_custodian_that_a_manager_made_is_refused(org):
    thief = new_age_keys()
    certify_custodian(
        org.keys("manager").sign,
        org.worker("legal"),
        thief.recipient,
        now=timezone.now(),
    )
    with pytest.raises(SignatureBroken, match="recipient"):
        custodians()


def test_a_key_ring_put_back_by_hand_is_not_the_certified_one(org):
    worker = org.worker("counsellor")
    with pytest.raises(CertificateBroken, match="keys"):
        actor_for(worker, new_worker_keys())


def test_a_statement_for_other_keys_is_not_the_workers(org):
    worker, thief = org.worker("legal"), new_worker_keys()
    issuer = Issuer(org.worker("manager").ref, org.keys("manager").sign)
    said = statement_for(
        issuer, worker, (thief.box.public, thief.sign.public), ["legal_officer"],
        now=timezone.now(),
    )  # fmt: skip
    row = Certificate.objects.get(worker=worker)
    signed = sign(org.keys("manager").sign, said)
    sql(
        "UPDATE staff_certificate SET body = %s, signature = %s WHERE id = %s",
        signed.body, signed.signature, row.pk,
    )  # fmt: skip
    with pytest.raises(CertificateBroken, match="swapped-key"):
        org.actor("legal")
