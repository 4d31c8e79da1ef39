"""References that people read out, write down and type: ``C-7K2M-9QXA``.

Crockford's base 32 has no I, L, O or U, so that nothing is misread; 40 random
bits say nothing about order or number.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_TYPED = re.compile(r"([A-Z])[\s-]*([0-9A-Z]{4})[\s-]*([0-9A-Z]{4})")


def new_ref(prefix: str) -> str:
    """Return a fresh reference with a one-letter prefix."""
    body = new_code(8)
    return f"{prefix}-{body[:4]}-{body[4:]}"


def new_code(length: int) -> str:
    """Return a fresh code without a prefix, of five random bits a letter."""
    # Drawn at once: letter by letter the system is asked twice for each.
    bits = secrets.randbits(5 * length)
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(length))


def parse_code(text: str, length: int) -> str | None:
    """Return the code that someone meant by what they typed, or None."""
    typed = re.sub(r"[\s-]", "", text).upper().translate(_LOOKALIKES)
    fits = len(typed) == length and not set(typed) - set(ALPHABET)
    return typed if fits else None


def parse_ref(text: str) -> str | None:
    """Return the reference that someone meant by what they typed, or None."""
    found = _TYPED.fullmatch(text.strip().upper())
    if found is None:
        return None
    prefix, *halves = found.groups()
    first, second = (half.translate(_LOOKALIKES) for half in halves)
    if set(first + second) - set(ALPHABET):
        return None
    return f"{prefix}-{first}-{second}"
