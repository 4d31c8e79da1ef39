"""Certificates: given once, checked by anyone who has the code and the name."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from romdoul.documents.certificate import Both, CertificateTexts, certificate_pdf
from romdoul.kernel import serverkeys
from romdoul.kernel.errors import SealBroken
from romdoul.site import values
from romdoul.site.learning.appending import add_certificate, new_certificate_code
from romdoul.site.learning.models import Certificate
from romdoul.vault.proofs import name_proof, verify_name

KEY = "certificate.key"
TITLE = gettext_lazy("Certificate")
SAYS = gettext_lazy("has completed the online course")
CHECK = gettext_lazy(
    "To check this certificate, scan the code or open the address below, and type the"
    " code and the name."
)
ALT = gettext_lazy("A code that leads to the page where this certificate is checked")
FALLBACK = "Romdoul"


def give_certificate(
    request: HttpRequest,
    course: Any,  # noqa: ANN401 - a page
    name: str,
) -> HttpResponse:
    """Return the certificate as a file; keep its code, its course and a proof.

    Raises Busy where others wait already; nothing is kept then.
    """
    now, code = timezone.now(), new_certificate_code()
    titles = titles_of(course)
    texts = _texts(request, titles, name, code)
    pdf = certificate_pdf(texts, at=now)
    proof = name_proof(serverkeys.load(KEY), name, code)
    add_certificate(
        course.translation_key, titles, code=code, proof=proof, on=timezone.localdate()
    )
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{code}.pdf"',
            "Cache-Control": "no-store",
        },
    )


def find_certificate(code: str, name: str) -> Certificate | None:
    """Return the certificate of this code if this name stands on it.

    A code that is none costs as much time as a name that is wrong.
    """
    found = Certificate.objects.filter(code=code).first()
    key = serverkeys.load(KEY)
    proof = bytes(found.name_hash) if found else name_proof(key, "", code)
    try:
        verify_name(key, proof, name, code)
    except SealBroken:
        return None
    return found


def titles_of(course: Any) -> dict[str, str]:  # noqa: ANN401 - a page
    """Return the course's title in each language; its own where one is missing."""
    standing = course.get_translations(inclusive=True).live()
    told = {page.locale.language_code: page.title for page in standing}
    return {language: told.get(language, course.title) for language in ("km", "en")}


def _texts(
    request: HttpRequest, titles: dict[str, str], name: str, code: str
) -> CertificateTexts:
    named, told = values.current(), {"on": timezone.localdate()}
    return CertificateTexts(
        organisation=Both(
            named.get("organisation.km") or FALLBACK,
            named.get("organisation.en") or FALLBACK,
        ),
        title=_both(TITLE.__str__),
        says=_both(SAYS.__str__),
        course=Both(**titles),
        on=_both(lambda: render_to_string("learning/parts/on.txt", told).strip()),
        check=_both(CHECK.__str__),
        alt=_in("en", ALT.__str__),
        name=name,
        code=code,
        address=request.build_absolute_uri(f"/km/verify/?code={code}"),
    )


def _both(say: Callable[[], str]) -> Both:
    return Both(_in("km", say), _in("en", say))


def _in(language: str, say: Callable[[], str]) -> str:
    with override(language):
        return say()
