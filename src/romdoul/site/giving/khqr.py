"""Reading and drawing KHQR codes, as the National Bank of Cambodia defines them."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

import segno

from romdoul.kernel.errors import RomdoulError

CURRENCIES = {"840": "USD", "116": "KHR"}
# What a code for any amount must say, and in which order these stand (EMVCo, 3.1).
_NEEDED = ("00", "01", "29", "52", "53", "58", "59", "60", "63")
_STATIC, _COUNTRY = "11", "KH"
ACCOUNT = re.compile(r"[A-Za-z0-9._-]{1,24}@[a-z]{2,8}")
_FIELD = re.compile(r"(\d\d)(\d\d)")


class NoKhqr(RomdoulError):
    """A text is no KHQR code that a bank would take, or says something else."""


@dataclass(frozen=True, slots=True)
class Khqr:
    """What a code says: to whom, where, and in which currency."""

    account: str
    name: str
    city: str
    currency: str


def read(code: str) -> Khqr:
    """Return what a code for any amount says.

    Raises NoKhqr where it is cut or altered, lacks a field, or names an amount.
    """
    body, checksum = code[:-4], code[-4:]
    if not code.isascii() or checksum != checksum_of(body):
        raise NoKhqr("checksum")
    fields = dict(_fields(code))
    account = dict(_fields(fields.get("29", "")))
    standing = [tag for tag in fields if tag in _NEEDED]
    if standing != list(_NEEDED) or fields["01"] != _STATIC or "54" in fields:
        raise NoKhqr("fields")
    if fields["58"] != _COUNTRY or fields["53"] not in CURRENCIES:
        raise NoKhqr("country or currency")
    if ACCOUNT.fullmatch(account.get("00", "")) is None:
        raise NoKhqr("account")
    return Khqr(account["00"], fields["59"], fields["60"], CURRENCIES[fields["53"]])


def checksum_of(body: str) -> str:
    """Return the CRC-16 (CCITT, from 0xFFFF) of a code up to its own field's length."""
    return f"{binascii.crc_hqx(body.encode(), 0xFFFF):04X}"


def drawn(code: str) -> str:
    """Return the code as SVG, black on white, as an address that holds it.

    A picture, so that a phone can keep it and its bank's app open it.
    """
    made = segno.make_qr(code, error="m")
    return made.svg_data_uri(
        border=4,
        dark="#000",
        light="#fff",
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        head = _FIELD.match(text, at)
        end = head.end() + int(head[2]) if head else 0
        if head is None or end > len(text):
            raise NoKhqr("length")
        yield head[1], text[head.end() : end]
        at = end
