"""Somebody at the editing process, for its tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client, override_settings
from tests.conftest import process_settings
from tests.factories import editors

from romdoul.site.editors.roles import Role


@contextmanager
def editing_process() -> Iterator[None]:
    """Run as the editing process does."""
    with override_settings(**process_settings("edit")):
        yield


@contextmanager
def public_process() -> Iterator[None]:
    """Run as the public process does, within a test of the editing."""
    with override_settings(**process_settings("public")):
        yield


def chief(language: str = "en", role: Role = Role.REVIEWER) -> Client:
    """Return the browser of a reviewer: who may do all that is done with pages."""
    name = f"{role}-{language}"
    return editors.signed_in(editors.editor(name, role, language=language))
