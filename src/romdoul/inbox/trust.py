"""Whether a published key is the desk's: believed only along its signatures.

Whoever can write the database could put a key of their own here; so nothing is
sealed to a key that a person certified by the organisation's root did not sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from romdoul.inbox.codes import CASE_DESK, Desk
from romdoul.inbox.models import PublishedKey
from romdoul.kernel.errors import CertificateBroken, RomdoulError, SignatureBroken
from romdoul.vault.statements import (
    Certificate,
    KeyAnnouncement,
    Signed,
    peek,
    read,
    verify_certificate,
)

# After a change of keys, forms that were already open may still be sent (DESIGN).
GRACE = timedelta(hours=24)
ANNOUNCERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        Desk.HOTLINE: frozenset({"manager", "counsellor"}),
        Desk.SAFEGUARDING: frozenset({"manager", "safeguarding_focal"}),
        CASE_DESK: frozenset({"manager", "case_manager", "counsellor"}),
    }
)


class NoKey(RomdoulError):
    """There is no key that may be sealed to: none published, none that verifies."""


@dataclass(frozen=True, slots=True)
class DeskKey:
    """A public key that was verified, and what it is for."""

    desk: str
    compartment: str
    epoch: int
    public_key: bytes
    valid_from: datetime
    retired_at: datetime | None
    announcement: Signed
    certificates: tuple[Signed, ...]

    def accepts(self, now: datetime) -> bool:
        """Tell whether what is sealed to it may still come in."""
        return self.retired_at is None or now < self.retired_at + GRACE


def verify_published(row: PublishedKey, *, root: bytes, now: datetime) -> DeskKey:
    """Return the key if its announcement chains to the root and says what we use.

    Raises:
        SignatureBroken: the announcement is not its announcer's, or another's.
        CertificateBroken: the announcer is not certified, or not for this desk.
    """
    certificates = read_chain(row.certificates)
    announcement = Signed(bytes(row.body), bytes(row.signature))
    announcer = _announcer(certificates, root=root, now=now)
    said = read(announcement, KeyAnnouncement, announcer.sign_public)
    if not ANNOUNCERS.get(said.desk, frozenset()) & set(announcer.roles):
        raise CertificateBroken(announcer.worker, "role")
    here = (row.desk, row.compartment, row.epoch, bytes(row.public_key))
    told = (said.desk, said.compartment, said.epoch, said.public_key)
    if told != here or said.announced_by != announcer.worker:
        raise SignatureBroken(row.compartment, "another-key")
    dates = (row.valid_from, row.retired_at)
    return DeskKey(*here, *dates, announcement, certificates)


def _announcer(
    certificates: Sequence[Signed], *, root: bytes, now: datetime
) -> Certificate:
    if not certificates:
        raise CertificateBroken("", "chain")

    def issued_to(worker: str) -> Signed:
        for signed in certificates[1:]:
            if peek(signed, Certificate).worker == worker:
                return signed
        raise CertificateBroken(worker, "chain")

    moment = int(now.timestamp())
    return verify_certificate(certificates[0], root=root, chain=issued_to, now=moment)


def read_chain(rows: object) -> tuple[Signed, ...]:
    """Return a stored chain; raise CertificateBroken if it is not one."""
    try:
        return tuple(
            Signed(bytes.fromhex(row["body"]), bytes.fromhex(row["signature"]))
            for row in rows  # type: ignore[attr-defined]
        )
    except (TypeError, KeyError, ValueError):
        raise CertificateBroken("", "chain") from None


def write_chain(certificates: Sequence[Signed]) -> list[dict[str, str]]:
    """Return a chain as it is stored and sent to the browser."""
    return [
        {"body": one.body.hex(), "signature": one.signature.hex()}
        for one in certificates
    ]
