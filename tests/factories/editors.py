"""Editors of the website, and their browsers."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.test import Client
from tests.factories.authenticator import SECRET, code_now

from romdoul.doors.factors import has_factor, plant_totp
from romdoul.kernel.refs import new_ref
from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import Role, give

PASSWORD = "four quiet boats by the sea"


def editor(
    username: str = "editor-1", role: Role = Role.EDITOR, *, language: str = "en"
) -> Editor:
    """Return an editor who has come in."""
    made = account(username, language=language)
    give(made, role)
    return made


def account(username: str, *codenames: str, language: str = "en") -> Editor:
    """Return an account without a role that holds these permissions alone."""
    made = Editor.objects.create(
        ref=new_ref("E"),
        username=username,
        language=language,
        password=make_password(PASSWORD),
    )
    made.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return made


def at_the_second_step(who: Editor, *, password: str = PASSWORD) -> Client:
    """Return a browser that has given the password, and nothing more."""
    if not has_factor(who):
        plant_totp(who, SECRET)
    client = Client()
    sent = {"login": who.username, "password": password}
    answer = client.post("/sign-in/", sent)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/sign-in/code/"
    return client


def signed_in(who: Editor, *, password: str = PASSWORD) -> Client:
    """Return a browser that is signed in."""
    client = at_the_second_step(who, password=password)
    answer = client.post("/sign-in/code/", {"code": code_now()})
    assert answer.status_code == 302, answer.content.decode()
    return client
