"""Phone numbers, documents and addresses in the one form that can be compared.

Each function returns None for what it cannot read, and raises for no text.
"""

import re
import unicodedata
from typing import Final

import phonenumbers

from romdoul.matching.addresses import email, handle, url
from romdoul.matching.visible import plain_digits, visible_whole

__all__ = ["document", "email", "handle", "phone", "url"]

_LONGEST_PHONE: Final = 200
_LONGEST_DOCUMENT: Final = 120
_DOCUMENT_LENGTHS: Final = range(4, 41)
_LETTER = re.compile(r"[^\W\d_]")


def phone(text: str, region: str = "KH") -> str | None:
    """Return a phone number as E.164, or None unless it is in a range in use.

    `region` is the two-letter country of the jurisdiction, for numbers written with
    the local 0. A number after 00 is read as international first: 00855 is how people
    write +855, though Cambodia's own prefixes are 001 and its like. Among words, or
    beside others, the first number counts.
    """
    shown = plain_digits(visible_whole(text, longest=_LONGEST_PHONE))
    whole = [] if _LETTER.search(shown) else [shown]
    if shown.startswith("00"):
        whole.insert(0, shown.replace("00", "+", 1))
    found = (_e164(reading, region) for reading in whole)
    return next((number for number in found if number), None) or _among(shown, region)


def _among(text: str, region: str) -> str | None:
    matches = phonenumbers.PhoneNumberMatcher(text, region)
    return next((_format(match.number) for match in matches), None)


def _e164(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return _format(number)


def _format(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def document(text: str) -> str | None:
    """Return a passport, card or plate number in upper case without separators.

    Letters of any script stay (ភ្នំពេញ 2A-1234); None without a digit, or shorter than
    4 or longer than 40 characters, which no document number is.
    """
    shown = visible_whole(text, longest=_LONGEST_DOCUMENT)
    wide = unicodedata.normalize("NFKC", plain_digits(shown)).upper()
    parts = (char for char in wide if unicodedata.category(char)[0] in "LMN")
    # Once more: an accent typed on a space may now stand on a letter.
    kept = unicodedata.normalize("NFKC", "".join(parts))
    digits = any(char.isdigit() for char in kept)
    return kept if digits and len(kept) in _DOCUMENT_LENGTHS else None
