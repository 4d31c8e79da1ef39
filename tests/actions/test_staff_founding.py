"""The first day: root, people, compartments, and what the ledger says of it."""

import pytest
from tests.factories.organisation import organisation, people, root

from romdoul.actions.founding import SYSTEM, found_organisation
from romdoul.kernel.errors import BadInput, NotFound
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, Escrow, Worker
from romdoul.vault.sealing import digest

pytestmark = pytest.mark.django_db


def test_members_open_their_compartments_and_nobody_else_does():
    org = organisation()
    hotline = org.compartment(CompartmentKind.HOTLINE).ref
    safeguarding = org.compartment(CompartmentKind.SAFEGUARDING).ref
    counsellor, manager, focal = org.counsellor, org.manager, org.focal
    assert counsellor.keys_of(hotline) == manager.keys_of(hotline)
    assert focal.keys_of(safeguarding) == org.board.keys_of(safeguarding)
    for actor, ref in ((manager, safeguarding), (focal, hotline), (org.admin, hotline)):
        with pytest.raises(NotFound):
            actor.keys_of(ref)


def test_the_administrator_holds_no_key_to_anything():
    org = organisation()
    assert not org.worker("admin").grants.exists()


def test_every_epoch_and_worker_is_left_with_each_pair_of_custodians():
    org = organisation()
    for compartment in Compartment.objects.all():
        assert Escrow.objects.filter(subject=f"{compartment.ref}.1").count() == 3
    assert Escrow.objects.filter(subject=org.worker("counsellor").ref).count() == 3
    # A custodian's own keys are left with the other two.
    assert Escrow.objects.filter(subject=org.worker("board").ref).count() == 1


def test_the_founding_is_on_the_ledger_with_each_grant():
    org = organisation()
    events = set(Entry.objects.values_list("event", flat=True))
    assert {Event.ORGANISATION_FOUNDED, Event.COMPARTMENT_CREATED} <= events
    ref = org.compartment(CompartmentKind.HOTLINE).ref
    row = org.worker("counsellor").grants.get(compartment_id=ref)
    entry = Entry.objects.get(refs=f"{ref}.1.{org.worker('counsellor').ref}")
    assert bytes(entry.content) == digest(bytes(row.body))


def test_there_is_only_one_founding():
    organisation()
    before = Worker.objects.count()
    with pytest.raises(BadInput):
        found_organisation(SYSTEM, people=people(), root=root())
    assert Worker.objects.count() == before


def test_a_founding_without_two_of_each_is_refused_and_leaves_nothing():
    alone = [person for person in people() if person.username != "board"]
    with pytest.raises(BadInput):
        found_organisation(SYSTEM, people=alone, root=root())
    assert not Worker.objects.exists()
    assert not Entry.objects.exists()
