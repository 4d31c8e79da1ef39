"""The public process shows pages, and has no door for anyone to enter by."""

import pytest
from django.conf import settings
from django.test import Client
from tests.architecture.test_routes import routes_of

from romdoul.config.settings import public

pytestmark = pytest.mark.django_db


def test_nothing_public_asks_who_is_there() -> None:
    found = routes_of("public")
    assert len(found) > 10
    assert not [route for route, view in found.items() if hasattr(view, "needs")]
    doors = {"admin", "login", "sign-in", "password", "accounts", "session"}
    assert not [route for route in found if doors & set(route.split("/"))]


def test_the_public_process_can_sign_nobody_in() -> None:
    assert public.AUTHENTICATION_BACKENDS == []
    names = (*public.MIDDLEWARE, *public.INSTALLED_APPS)
    assert not [name for name in names if "session" in name or "allauth" in name]
    assert "wagtail.admin" not in public.INSTALLED_APPS


@pytest.mark.parametrize("page", ["/en/", "/km/", "/en/phone/", "/en/about/"])
def test_no_cookie_is_given_before_it_is_needed(page: str) -> None:
    shown = Client().get(page)
    assert shown.status_code == 200
    assert not shown.cookies


def test_accounts_are_of_the_editing_alone() -> None:
    assert settings.AUTH_USER_MODEL == "editors.Editor"
