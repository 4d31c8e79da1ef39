"""Addresses on the net in the one form that can be compared: e-mail, handle, URL.

Each function returns None for what is no such address, and raises for no text.
"""

import ipaddress
import re
import unicodedata
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from romdoul.matching.visible import visible_whole

_LONGEST_ADDRESS: Final = 320
_LONGEST_URL: Final = 2_000
_LONGEST_HOST: Final = 253
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_WITHOUT_SCHEME = re.compile(
    r"(?:www\.[^/\s:@]+|[^/\s:@.]+(?:\.[^/\s:@.]+)+/)", re.IGNORECASE
)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_-]+)*")
_UNRESERVED: Final = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
)
_PATH_SAFE: Final = "/%:@!$&'()*+,;=~"
# Marks that a sharing app adds: they tell who shared a page, never which page.
_SHARING_MARKS = re.compile("(?:utm_[a-z]+|fbclid|gclid|igsh|igshid|mibextid)(?:=|$)")


def email(text: str) -> str | None:
    """Return an e-mail address case-folded, its domain in ASCII (IDNA)."""
    shown = _folded(visible_whole(text, longest=_LONGEST_ADDRESS))
    local, _, domain = shown.removeprefix("mailto:").rpartition("@")
    host = _host(domain)
    if host is None or "." not in host:
        return None
    plain = bool(local) and not re.search(r"[\s@<>]", local)
    return f"{local}@{host}" if plain else None


def handle(text: str) -> str | None:
    """Return an account's name case-folded, without its leading @.

    None when it holds a space or a slash: a display name or a link is no handle.
    """
    shown = _folded(visible_whole(text, longest=_LONGEST_ADDRESS)).removeprefix("@")
    plain = shown and not re.search(r"[\s/@]", shown)
    return shown if plain else None


def url(text: str) -> str | None:
    """Return a web address in one form; None unless it is http or https.

    Folded: the case of scheme and host, IDNA, a default port, sign-in words, dot
    segments, escapes (RFC 3986, 6.2.2), the fragment, marks of sharing apps in the
    query, and the slash at the end of the path. An address typed without a scheme
    (www.… or host/path) is read as https. http and https stay apart.
    """
    shown = visible_whole(text, longest=_LONGEST_URL)
    if re.search(r"\s", shown):
        return None
    try:
        parts = urlsplit(f"https://{shown}" if _WITHOUT_SCHEME.match(shown) else shown)
        port = parts.port
    except ValueError:
        return None
    host = _host(parts.hostname or "")
    if parts.scheme not in _DEFAULT_PORTS or host is None:
        return None
    shown_port = "" if port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{port}"
    return f"{parts.scheme}://{host}{shown_port}{_path(parts)}{_query(parts)}"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _host(host: str) -> str | None:
    """Return a host name in ASCII lower case, or None when it is none."""
    if ":" in host:
        return _address(host)
    if not 0 < len(host) <= _LONGEST_HOST:
        return None
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return None
    return name if _HOST.fullmatch(name) and len(name) <= _LONGEST_HOST else None


def _address(host: str) -> str | None:
    try:
        return f"[{ipaddress.IPv6Address(host).compressed}]"
    except ValueError:
        return None


def _path(parts: SplitResult) -> str:
    """Return the path without dot segments and without a slash at its end."""
    kept: list[str] = []
    for segment in _escaped(parts.path).split("/")[1:]:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    return "".join(f"/{segment}" for segment in kept).rstrip("/")


def _query(parts: SplitResult) -> str:
    fields = [field for field in _escaped(parts.query, "?").split("&") if field]
    kept = [field for field in fields if not _SHARING_MARKS.match(field)]
    return f"?{'&'.join(kept)}" if kept else ""


def _escaped(text: str, safe: str = "") -> str:
    """Escape what must be, decode what need not be, capitals for the rest."""
    return _ESCAPE.sub(_escape, quote(text, safe=_PATH_SAFE + safe))


def _escape(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char in _UNRESERVED else found[0].upper()
