"""An authenticator app whose secret the test knows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET, *, step: int = 0) -> str:
    """Return what an authenticator app shows now, or some steps from now."""
    # A code made in a step's last moments may be looked at in the next one.
    if time.time() % 30 > 28:
        time.sleep(2.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))
