"""What the server keeps for itself: its own seals, and passwords that open no keys."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vectors.reading import unhex, vectors

from romdoul.kernel.errors import KeyUnfit, SealBroken
from romdoul.kernel.secret import Secret
from romdoul.vault.binding import Binding
from romdoul.vault.keys import derive
from romdoul.vault.passwords import (
    STANDARD,
    Cost,
    cost_of,
    hash_password,
    proves,
)
from romdoul.vault.records import seal_record
from romdoul.vault.server import open_at_server, seal_at_server

FORMATS = vectors("formats")
SECRET = Secret(bytes(range(32)))
CHEAP = Cost(opslimit=1, memory_kib=64)
HERE = {"table": "mfa_authenticator", "purpose": "second-factor"}


@given(st.binary(max_size=500))
def test_what_is_sealed_at_the_server_opens_there(plain: bytes) -> None:
    sealed = seal_at_server(SECRET, plain, **HERE)
    assert open_at_server(SECRET, sealed, **HERE) == plain


@pytest.mark.parametrize("frozen", FORMATS["server"])
def test_what_was_sealed_once_opens_in_every_later_release(frozen) -> None:
    where = {"table": frozen["table"], "purpose": frozen["purpose"]}
    secret = Secret(unhex(frozen["secret"]))
    opened = open_at_server(secret, unhex(frozen["sealed"]), **where)
    assert opened == unhex(frozen["plain"])


@pytest.mark.parametrize(
    "elsewhere", [HERE | {"table": "another"}, HERE | {"purpose": "another"}]
)
def test_it_opens_for_its_own_table_and_purpose_alone(elsewhere) -> None:
    sealed = seal_at_server(SECRET, b"a secret", **HERE)
    with pytest.raises(SealBroken):
        open_at_server(SECRET, sealed, **elsewhere)


def test_another_servers_secret_opens_nothing() -> None:
    sealed = seal_at_server(SECRET, b"a secret", **HERE)
    with pytest.raises(SealBroken):
        open_at_server(Secret(bytes(32)), sealed, **HERE)
    with pytest.raises(KeyUnfit):
        seal_at_server(Secret(b"short"), b"a secret", **HERE)


def test_no_record_of_a_compartment_opens_at_the_server() -> None:
    binding = Binding(HERE["table"], "secret", 1, "K-7K2M-9QXA", 0)
    sealed = seal_record(derive(SECRET, HERE["purpose"]), b"a name", binding)
    with pytest.raises(SealBroken):
        open_at_server(SECRET, sealed, **HERE)


def test_a_password_is_proved_by_itself_alone() -> None:
    hashed = hash_password("ពាក្យ seven quiet boats", CHEAP)
    assert proves(hashed, "ពាក្យ seven quiet boats")
    assert not proves(hashed, "ពាក្យ seven quiet boat")
    assert hashed != hash_password("ពាក្យ seven quiet boats", CHEAP)


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    hashed = hash_password(unicodedata.normalize("NFC", "a café by the sea"), CHEAP)
    assert proves(hashed, unicodedata.normalize("NFD", "a café by the sea"))


@pytest.mark.parametrize("frozen", FORMATS["password"])
def test_a_hash_of_an_earlier_release_still_proves(frozen) -> None:
    assert proves(frozen["hash"], frozen["password"])


@pytest.mark.parametrize("hashed", ["", "!", "$argon2id$", "scrypt$1$2", "$argon2i$x"])
def test_what_is_no_hash_proves_nothing_and_costs_nothing(hashed: str) -> None:
    assert not proves(hashed, "seven quiet boats")
    assert cost_of(hashed) == Cost(0, 0)


def test_a_hash_says_what_a_guess_costs() -> None:
    assert cost_of(hash_password("seven quiet boats", CHEAP)) == CHEAP
    assert cost_of(hash_password("seven quiet boats")) == STANDARD
