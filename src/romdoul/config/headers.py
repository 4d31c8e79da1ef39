"""The headers of every answer: nothing from elsewhere, nothing kept, no frames."""

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(**others: str) -> str:
    """Return the content security policy, with other sources for some directives."""
    named = {name.replace("_", "-"): sources for name, sources in others.items()}
    return "; ".join(f"{name} {told}" for name, told in {**_POLICY, **named}.items())


CONTENT_SECURITY_POLICY = policy()

_NO_SENSORS = "camera=(), geolocation=(), payment=(), usb=(), display-capture=()"

_EVERYWHERE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

PUBLIC_HEADERS = _EVERYWHERE | {
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": f"microphone=(self), {_NO_SENSORS}",
}

# "no-referrer" would make browsers send "Origin: null" with our own forms, which
# Django's CSRF check must refuse; "same-origin" tells other sites as little.
DESK_HEADERS = _EVERYWHERE | {
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": f"microphone=(), {_NO_SENSORS}",
}

# https://hstspreload.org: one year, only where TLS stands in front.
STRICT_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}
