"""The certificate of a course: one page, in Khmer and in English."""

from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO

import segno

from romdoul.documents.setting import set_pdf


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in both languages."""

    km: str
    en: str


@dataclass(frozen=True, slots=True)
class CertificateTexts:
    """What stands on a certificate; ``address`` is where it can be checked."""

    organisation: Both
    title: Both
    says: Both
    course: Both
    on: Both
    check: Both
    alt: str
    name: str
    code: str
    address: str


def certificate_pdf(texts: CertificateTexts, *, at: datetime) -> bytes:
    """Return the certificate as PDF/UA; raise Busy where others wait already."""
    data = asdict(texts)
    data["check"] |= {"address": data.pop("address")}
    return set_pdf("certificate", data | {"qr": _qr(texts.address)}, at=at)


def _qr(address: str) -> str:
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(
        drawn, kind="svg", border=0, dark="#1d1b17", xmldecl=False
    )
    return drawn.getvalue().decode()
