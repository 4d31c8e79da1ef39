"""What a password must be, and what proving one may cost here."""

from django.conf import settings
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput
from romdoul.vault.passwords import STANDARD, Cost

SHORTEST = 12
LONGEST = 200
# libsodium's least; only where ROMDOUL_FAST_KEYS says that nothing real is kept.
FAST = Cost(opslimit=1, memory_kib=8)


def cost() -> Cost:
    """Return what one guess costs here."""
    return FAST if getattr(settings, "ROMDOUL_FAST_KEYS", False) else STANDARD


def require_good(password: str, username: str) -> None:
    """Raise BadInput unless this may become a password.

    Length counts and nothing else does (NIST SP 800-63B-4, section 3.1.1.2: no rules
    of composition).
    """
    if not SHORTEST <= len(password) <= LONGEST:
        text = _("Choose a password of at least %(least)d characters.")
        raise BadInput(text % {"least": SHORTEST}, field="password")
    if username.lower() in password.lower() or len(set(password)) < 5:
        text = _("This is too easy to guess: several words make a good password.")
        raise BadInput(text, field="password")
