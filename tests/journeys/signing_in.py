"""Signing in at a served desk, as a worker does."""

import hmac
import struct
import time
from base64 import b32decode

from playwright.sync_api import Page

STEP = 30


def totp(secret: str, at: float) -> str:
    """Return the code of RFC 6238 for a moment (unix seconds)."""
    counter = struct.pack(">Q", int(at // STEP))
    digest = hmac.digest(b32decode(secret), counter, "sha1")
    offset = digest[-1] & 0xF
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def sign_in(page: Page, username: str, *, password: str, secret: str) -> None:
    """Sign in with password and code; the page is My day then."""
    page.goto("/sign-in/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.locator("main button").first.click()
    page.locator("[name=code]").fill(totp(secret, time.time()))
    page.locator("main form:has([name=code]) button").first.click()
    page.wait_for_url("**/")
    page.locator(".me").wait_for()
