"""Whoever can write the database still cannot let themselves in."""

from dataclasses import dataclass, field, replace

import pytest

from romdoul.kernel.errors import GrantBroken
from romdoul.vault.binding import Binding
from romdoul.vault.grants import (
    Witness,
    require_epoch_key,
    verify_epoch,
    verify_grant,
)
from romdoul.vault.keys import WorkerKeys, new_compartment_keys, new_worker_keys
from romdoul.vault.sealing import digest, seal_to
from romdoul.vault.statements import (
    Certificate,
    EpochStatement,
    GrantStatement,
    Signed,
    peek,
    sign,
)

NOW = 1_760_000_000
HOUR = 3600


@dataclass
class Person:
    """A certified worker with keys."""

    ref: str
    role: str
    keys: WorkerKeys = field(default_factory=new_worker_keys)

    @property
    def certificate(self) -> Certificate:
        publics = self.keys.box.public, self.keys.sign.public
        span = NOW, NOW + 1000 * HOUR
        return Certificate(
            self.ref, *publics, (self.role,), "root", bytes(32), *span, "S"
        )


LEAD, MEMBER, SECOND, ANALYST = (
    Person("W-lead", "case_manager"),
    Person("W-member", "counsellor"),
    Person("W-second", "case_manager"),
    Person("W-analyst", "analyst"),
)
KEYS = new_compartment_keys()


def announce(kind: str = "case", by: Person = LEAD, **changes: object) -> Signed:
    statement = EpochStatement("K-1", kind, 2, KEYS.box.public, b"", by.ref, NOW)
    return sign(by.keys.sign, replace(statement, **changes))


def wrap(to: Person = MEMBER) -> bytes:
    binding = Binding("staff_grant", to.ref, 1, "K-1", 2)
    return seal_to(to.keys.box.public, KEYS.pack(), binding)


WRAPPED = wrap()


def grant(by: Person = LEAD, **changes: object) -> Signed:
    publics, wrapped = MEMBER.keys.box.public, digest(WRAPPED)
    statement = GrantStatement("K-1", 2, "W-member", publics, 0, wrapped, by.ref, NOW)
    return sign(by.keys.sign, replace(statement, **changes))


def allowed(certificate: Certificate, kind: str) -> bool:
    return kind in {"case", "safeguarding"} and "case_manager" in certificate.roles


WITNESS = Witness(
    epoch=announce(),
    member=MEMBER.certificate,
    granter=LEAD.certificate,
    announcer=LEAD.certificate,
    granter_is_member=False,
)


def verify(
    given: Signed, wrapped: bytes = WRAPPED, now: int = NOW, **changes: object
) -> GrantStatement:
    witness = replace(WITNESS, **changes)
    return verify_grant(given, witness, wrapped=wrapped, now=now, allowed=allowed)


def refused(
    given: Signed, wrapped: bytes = WRAPPED, now: int = NOW, **changes: object
) -> str:
    with pytest.raises(GrantBroken) as caught:
        verify(given, wrapped, now, **changes)
    return caught.value.reason


def test_the_announcer_of_an_epoch_grants_it():
    assert verify(grant()).member == "W-member"


def test_a_member_of_the_epoch_grants_it_and_others_do_not():
    given, granter = grant(SECOND), SECOND.certificate
    assert verify(given, granter=granter, granter_is_member=True).member == "W-member"
    assert refused(given, granter=granter) == "not-a-member"


def test_a_member_whose_roles_may_not_grant_is_refused():
    given, granter = grant(ANALYST), ANALYST.certificate
    reason = refused(given, granter=granter, granter_is_member=True)
    assert reason == "not-allowed"


def test_a_forged_signature_is_refused():
    honest = grant()
    assert refused(Signed(honest.body, bytes(64))) == "signature"
    by_member = sign(MEMBER.keys.sign, peek(honest, GrantStatement))
    assert refused(by_member) == "signature"
    assert refused(sign(LEAD.keys.sign, peek(announce(), EpochStatement))) == (
        "signature"
    )


def test_a_grant_signed_in_another_s_name_is_refused():
    given = grant(LEAD, granted_by="W-second")
    assert refused(given, granter_is_member=True) == "granter"


def test_a_grant_for_a_swapped_member_key_is_refused():
    swapped = replace(MEMBER.certificate, box_public=ANALYST.keys.box.public)
    assert refused(grant(), member=swapped) == "member-key"
    assert refused(grant(member_box_public=ANALYST.keys.box.public)) == "member-key"


def test_a_grant_for_one_member_is_not_another_s():
    namesake = replace(MEMBER.certificate, worker="W-else")
    assert refused(grant(), member=namesake) == "member"


@pytest.mark.parametrize("epoch", [1, 3])
def test_a_grant_of_another_epoch_is_refused(epoch: int):
    assert refused(grant(epoch=epoch)) == "epoch"
    assert refused(grant(), epoch=announce(epoch=epoch)) == "epoch"


def test_a_grant_of_another_compartment_is_refused():
    assert refused(grant(compartment="K-2")) == "compartment"


def test_another_wrap_than_the_one_granted_is_refused():
    assert refused(grant(), wrapped=wrap()) == "wrap"
    assert refused(grant(), wrapped=b"") == "wrap"


def test_a_grant_ends_when_it_says():
    given = grant(expires_at=NOW + HOUR)
    assert verify(given, now=NOW + HOUR - 1).expires_at == NOW + HOUR
    assert refused(given, now=NOW + HOUR) == "expired"
    assert verify(grant(expires_at=0), now=NOW + 900 * HOUR).expires_at == 0


def test_an_epoch_that_its_announcer_did_not_sign_is_refused():
    forged = sign(SECOND.keys.sign, peek(announce(), EpochStatement))
    assert refused(grant(), epoch=forged) == "epoch-signature"
    altered = announce()
    assert refused(grant(), epoch=Signed(altered.body + b" ", altered.signature)) == (
        "epoch-signature"
    )


def test_an_epoch_announced_in_another_s_name_or_without_the_right_is_refused():
    named = announce(announced_by="W-second")
    assert refused(grant(), epoch=named) == "announcer"
    by_analyst = announce(by=ANALYST)
    reason = refused(grant(), epoch=by_analyst, announcer=ANALYST.certificate)
    assert reason == "announcer"
    assert refused(grant(), epoch=announce("insight")) == "announcer"


SEALED_DESK = {"epoch": announce("safeguarding")}


def four_eyes(co_signer: Person | None, co_signature: Signed | None) -> dict:
    certificate = co_signer.certificate if co_signer else None
    return SEALED_DESK | {"co_signer": certificate, "co_signature": co_signature}


def also_signed(by: Person, given: Signed) -> Signed:
    return sign(by.keys.sign, peek(given, GrantStatement))


def test_a_safeguarding_grant_needs_two_signatures_of_the_same_grant():
    given = grant()
    second = also_signed(SECOND, given)
    assert verify(given, **four_eyes(SECOND, second)).member == "W-member"
    assert verify(given).member == "W-member"


def test_a_safeguarding_grant_without_a_valid_second_signature_is_refused():
    given = grant()
    second = also_signed(SECOND, given)
    missing = "second-signature"
    assert refused(given, **SEALED_DESK) == missing
    assert refused(given, **four_eyes(SECOND, None)) == missing
    assert refused(given, **four_eyes(None, second)) == missing
    other_grant = also_signed(SECOND, grant(expires_at=NOW + HOUR))
    assert refused(given, **four_eyes(SECOND, other_grant)) == missing
    forged = Signed(given.body, given.signature)
    assert refused(given, **four_eyes(SECOND, forged)) == missing


def test_nobody_gives_both_signatures():
    given = grant()
    again = also_signed(LEAD, given)
    assert refused(given, **four_eyes(LEAD, again)) == "second-signature"
    alias = Person("W-alias", "case_manager", LEAD.keys)
    assert refused(given, **four_eyes(alias, again)) == "second-signature"
    rekeyed = Person("W-lead", "case_manager")
    by_new_key = also_signed(rekeyed, given)
    assert refused(given, **four_eyes(rekeyed, by_new_key)) == "second-signature"


def test_the_second_signature_is_of_someone_who_may_grant():
    given = grant()
    by_analyst = also_signed(ANALYST, given)
    assert refused(given, **four_eyes(ANALYST, by_analyst)) == "second-signature"


def follow(epoch: Signed, previous: Signed | None) -> EpochStatement:
    return verify_epoch(
        epoch, announcer=LEAD.certificate, previous=previous, allowed=allowed
    )


def test_an_epoch_names_the_one_before_it():
    first = announce(epoch=1)
    second = announce(epoch=2, previous=first.digest())
    assert follow(first, None).epoch == 1
    assert follow(second, first).epoch == 2


def test_an_epoch_that_skips_or_changes_the_past_is_refused():
    first = announce(epoch=1)
    for epoch, previous in (
        (announce(epoch=2, previous=bytes(32)), first),
        (announce(epoch=2), first),
        (announce(epoch=2, previous=first.digest()), None),
        (announce(epoch=2, previous=first.digest()), announce(epoch=1, kind="x")),
        (announce(epoch=3, previous=first.digest()), first),
        (announce(epoch=2, compartment="K-2", previous=first.digest()), first),
        (announce("safeguarding", epoch=2, previous=first.digest()), first),
        (announce(epoch=2), None),
    ):
        with pytest.raises(GrantBroken) as caught:
            follow(epoch, previous)
        assert caught.value.reason == "previous"


def test_keys_that_are_not_the_announced_epoch_s_are_refused():
    epoch = peek(announce(), EpochStatement)
    require_epoch_key(KEYS, epoch)
    with pytest.raises(GrantBroken) as caught:
        require_epoch_key(new_compartment_keys(), epoch)
    assert caught.value.reason == "epoch-key"
