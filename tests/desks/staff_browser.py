"""A browser at the desks: signs in as a worker of the test's organisation."""

from django.test import Client
from tests.factories.authenticator import SECRET, code_now
from tests.factories.organisation import PASSWORD

from romdoul.doors.factors import has_factor, plant_totp
from romdoul.staff.models import Worker


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
