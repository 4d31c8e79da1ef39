"""Files for outsiders are age files: Debian's own binary opens what we make."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.kernel.errors import KeyUnfit, SealBroken, WrongIdentity
from romdoul.kernel.secret import Secret
from romdoul.vault.exports import (
    age_decrypt,
    age_encrypt,
    new_age_keys,
    recipient_of,
    require_recipient,
)

AGE = "/usr/bin/age"
HERS, HIS, STRANGER = (new_age_keys() for _ in range(3))
LONG = bytes(range(256)) * 1000


def encrypted(plain: bytes, *recipients: str) -> bytes:
    target = BytesIO()
    age_encrypt(BytesIO(plain), target, recipients or (HERS.recipient,))
    return target.getvalue()


def decrypted(sealed: bytes, identity: Secret = HERS.identity) -> bytes:
    target = BytesIO()
    age_decrypt(BytesIO(sealed), target, identity)
    return target.getvalue()


# Made once: age puts some random stanzas into each header.
SHORT = encrypted(b"text")


def run_age(*arguments: str, given: bytes) -> bytes:
    assert shutil.which(AGE), f"{AGE} is not installed (Debian: apt install age)"
    return subprocess.run(
        [AGE, *arguments], input=given, capture_output=True, check=True
    ).stdout


@pytest.mark.parametrize("plain", [b"", b"text", LONG], ids=len)
def test_debian_s_age_opens_what_we_encrypt(plain: bytes, tmp_path: Path):
    identity = tmp_path / "identity.txt"
    identity.write_bytes(HERS.identity.reveal())
    sealed = encrypted(plain, HIS.recipient, HERS.recipient)
    assert run_age("--decrypt", "--identity", str(identity), given=sealed) == plain


@pytest.mark.parametrize("options", [[], ["--armor"]])
@pytest.mark.parametrize("plain", [b"", b"text", LONG], ids=len)
def test_we_open_what_debian_s_age_encrypts(plain: bytes, options: list[str]):
    sealed = run_age(*options, "--recipient", HERS.recipient, given=plain)
    assert decrypted(sealed) == plain


@settings(deadline=None, max_examples=30)
@given(plain=st.binary(max_size=2000))
def test_each_recipient_opens_it_and_nobody_else(plain: bytes):
    sealed = encrypted(plain, HERS.recipient, HIS.recipient)
    assert decrypted(sealed) == decrypted(sealed, HIS.identity) == plain
    with pytest.raises(WrongIdentity):
        decrypted(sealed, STRANGER.identity)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_an_altered_or_cut_file_does_not_open(data: st.DataObject):
    sealed = bytearray(SHORT)
    at = data.draw(st.integers(min_value=0, max_value=len(sealed) - 1))
    cut = bytes(sealed[:at])
    sealed[at] ^= data.draw(st.integers(min_value=1, max_value=255))
    # An altered recipient line cannot be told from one for somebody else.
    for broken in (bytes(sealed), cut):
        with pytest.raises((SealBroken, WrongIdentity)):
            decrypted(broken)


def test_an_altered_text_is_told_from_another_recipient():
    sealed = bytearray(encrypted(LONG))
    sealed[-1] ^= 1
    with pytest.raises(SealBroken):
        decrypted(bytes(sealed))
    with pytest.raises(SealBroken):
        decrypted(b"no age file at all")
    with pytest.raises(SealBroken):
        decrypted(encrypted(LONG)[:-70_000])


@pytest.mark.parametrize("text", ["", "age1", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1"])
def test_what_is_no_recipient_is_refused(text: str):
    with pytest.raises(KeyUnfit):
        require_recipient(text)
    with pytest.raises(KeyUnfit):
        encrypted(b"text", HERS.recipient, text)


def test_a_file_for_nobody_is_not_made():
    with pytest.raises(KeyUnfit):
        age_encrypt(BytesIO(b"text"), BytesIO(), [])


@pytest.mark.parametrize("text", [b"", b"\xff", b"a recipient"])
def test_what_is_no_identity_is_refused_and_not_shown(text: bytes):
    with pytest.raises(KeyUnfit) as caught:
        decrypted(encrypted(b"text"), Secret(text))
    assert str(caught.value) == "this is not a usable key: age identity"
    with pytest.raises(KeyUnfit):
        decrypted(encrypted(b"text"), Secret(HERS.recipient.encode()))


def test_a_recipient_is_known_from_its_identity():
    assert recipient_of(HERS.identity) == HERS.recipient
    require_recipient(HERS.recipient)
    assert HERS.identity.reveal().decode() not in repr(HERS)


class Broken:
    """A disk that fails in both directions."""

    def read(self, size: int = -1, /) -> bytes:
        raise OSError(5, f"cannot read {size}")

    def write(self, data: bytes, /) -> int:
        raise OSError(28, f"no room for {len(data)}")


def test_a_failing_disk_is_not_taken_for_a_broken_seal():
    with pytest.raises(OSError, match="cannot read"):
        age_encrypt(Broken(), BytesIO(), [HERS.recipient])
    with pytest.raises(OSError, match="no room"):
        age_encrypt(BytesIO(LONG), Broken(), [HERS.recipient])
    with pytest.raises(OSError, match="cannot read"):
        age_decrypt(Broken(), BytesIO(), HERS.identity)
    with pytest.raises(OSError, match="no room"):
        age_decrypt(BytesIO(encrypted(LONG)), Broken(), HERS.identity)


def test_a_file_passes_in_pieces():
    class Counting(BytesIO):
        largest = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 < size <= 128 * 1024
            return super().read(size)

        def write(self, data: bytes, /) -> int:
            self.largest = max(self.largest, len(data))
            return super().write(data)

    sealed, plain = Counting(), Counting()
    age_encrypt(Counting(LONG * 4), sealed, [HERS.recipient])
    age_decrypt(Counting(sealed.getvalue()), plain, HERS.identity)
    assert plain.getvalue() == LONG * 4
    assert max(sealed.largest, plain.largest) <= 128 * 1024
