"""A new authenticator app: the secret waits, sealed, for its first code."""

from allauth.mfa.adapter import get_adapter
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from romdoul.doors.factors import new_secret, shown_secret

PENDING_SECRET = "totp"  # noqa: S105 - the name of a field


def totp_picture(request: HttpRequest, person: object) -> dict[str, str]:
    """Return the secret in groups, and its picture, for the page that shows it."""
    sealed = request.session.get(PENDING_SECRET)
    if not sealed:
        sealed = request.session[PENDING_SECRET] = new_secret()
    secret = shown_secret(sealed)
    adapter = get_adapter()
    drawn = adapter.build_totp_svg(adapter.build_totp_url(person, secret))
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"secret": groups, "picture": _inline(drawn)}


def _inline(svg: str) -> SafeString:
    """Return the drawing without its XML head; qrcode made it, nobody typed it."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308
