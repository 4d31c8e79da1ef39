"""Nothing is sealed to a key that the organisation's people did not announce."""

from dataclasses import replace

import pytest
from tests.factories.published import announcer, publish

from romdoul.inbox.codes import Desk
from romdoul.inbox.models import PublishedKey
from romdoul.inbox.trust import NoKey, write_chain
from romdoul.queries import public
from romdoul.vault.keys import new_box_keys, new_sign_keys

pytestmark = pytest.mark.django_db


def refused(desk: Desk = Desk.HOTLINE) -> bool:
    public.forget_published()
    try:
        public.current_key(desk)
    except NoKey:
        return True
    return False


def test_the_newest_epoch_is_sealed_to() -> None:
    publish("hotline")
    second = publish("hotline", epoch=2)
    assert public.current_key(Desk.HOTLINE).public_key == second.keys.box.public
    assert [key.epoch for key in public.published_keys()] == [1, 2]


def test_a_swapped_key_is_not_believed() -> None:
    row = publish("hotline").row
    PublishedKey.objects.filter(pk=row.pk).update(public_key=new_box_keys().public)
    assert refused()


def test_a_key_moved_to_another_desk_is_not_believed() -> None:
    row = publish("hotline").row
    PublishedKey.objects.filter(pk=row.pk).update(desk="safeguarding")
    assert refused(Desk.SAFEGUARDING)
    assert refused(Desk.HOTLINE)


def test_a_key_announced_under_another_root_is_not_believed() -> None:
    publish("hotline", by=announcer("manager", signed_by=new_sign_keys()))
    assert refused()


def test_a_key_announced_with_an_expired_certificate_is_not_believed() -> None:
    publish("hotline", by=announcer("manager", days=-1))
    assert refused()


def test_only_the_roles_of_a_desk_announce_its_key() -> None:
    publish("safeguarding", by=announcer("counsellor"))
    assert refused(Desk.SAFEGUARDING)
    publish("hotline", by=announcer("counsellor"))
    assert not refused(Desk.HOTLINE)


def test_a_signature_of_another_person_is_not_believed() -> None:
    mallory = announcer("manager")
    forged = replace(mallory, certificate=announcer("manager").certificate)
    publish("hotline", by=forged)
    assert refused()


@pytest.mark.parametrize("chain", [[], None, [{"body": "zz"}], "words", [1]])
def test_a_broken_chain_is_refused_and_closes_nothing_else(chain: object) -> None:
    good = publish("safeguarding")
    row = publish("hotline").row
    PublishedKey.objects.filter(pk=row.pk).update(certificates=chain or [])
    assert refused()
    key = public.current_key(Desk.SAFEGUARDING)
    assert key.public_key == good.keys.box.public
    assert write_chain(key.certificates) == good.row.certificates


def test_a_key_of_tomorrow_is_not_used_today() -> None:
    row = publish("hotline").row
    PublishedKey.objects.filter(pk=row.pk).update(valid_from="2999-01-01T00:00Z")
    assert refused()
