"""A browser at the desks: signs in as a worker of the test's organisation."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from tests.factories.organisation import PASSWORD

from romdoul.doors.factors import has_factor, plant_totp
from romdoul.staff.models import Worker

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET, *, step: int = 0) -> str:
    """Return what an authenticator app shows now, or some steps from now."""
    # A code made in a step's last moments may be looked at in the next one.
    if time.time() % 30 > 28:
        time.sleep(2.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def at_the_second_step(username: str, *, password: str = PASSWORD) -> Client:
    """Return a browser that has given the password, and nothing more."""
    worker = Worker.objects.get(username=username)
    if not has_factor(worker):
        plant_totp(worker, SECRET)
    client = Client()
    answer = client.post("/sign-in/", {"login": username, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/sign-in/code/"
    return client


def signed_in(username: str, *, password: str = PASSWORD) -> Client:
    """Return a browser that is signed in."""
    client = at_the_second_step(username, password=password)
    answer = client.post("/sign-in/code/", {"code": code_now()})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/"
    return client
