"""Stores, processes and keys for every test."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase, override_settings
from django.utils import translation
from tests.factories.ledger import lift_guard

# How fast a case runs says more about the machine than about the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

HERE = Path(__file__).parent
# Tests of the public side run as their process does, but for its database. Those of
# the website's pages are a run of their own: `pytest --ds=…settings.test_site`.
PROCESS_OF = {"intake": "intake", "site": "public", "site/edit": "edit"}
OF_THE_SITE = settings.AUTH_USER_MODEL == "editors.Editor"
OF_THE_PROCESS = ("MIDDLEWARE", "ROOT_URLCONF", "TEMPLATES", "ROMDOUL_HEADERS")

_flush = TransactionTestCase._fixture_teardown


def _flush_with_the_ledger(case: TransactionTestCase) -> None:
    """Empty the stores after a test that committed: the ledger refuses otherwise.

    Django's post_migrate, sent after the flush, puts the triggers back.
    """
    for alias in connections:
        lift_guard(alias)
    _flush(case)


TransactionTestCase._fixture_teardown = _flush_with_the_ledger


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Collect the tests that these settings are for, and no others."""
    if collection_path.parent != HERE or not collection_path.is_dir():
        return None
    return True if (collection_path.name == "site") is not OF_THE_SITE else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test that asks for a database have all three stores."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        if marker is None and not fixtures & {"db", "transactional_db"}:
            continue
        asked = dict(marker.kwargs) if marker else {}
        asked.setdefault("databases", "__all__")
        if "transactional_db" in fixtures:
            asked.setdefault("transaction", True)
        item.add_marker(pytest.mark.django_db(**asked), append=False)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all have in common who test at the same time."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Let words be compared; a request's own language does not outlive its test."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def as_its_process(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give tests of the public side its URLs, middleware and headers."""
    folders = request.path.relative_to(HERE).parent.parts
    names = ("/".join(folders[:depth]) for depth in (2, 1))
    process = next((PROCESS_OF[name] for name in names if name in PROCESS_OF), "")
    if not process:
        yield
        return
    with override_settings(**process_settings(process)):
        yield


def process_settings(process: str) -> dict[str, object]:
    """Return what a process answers with: its URLs, middleware and templates."""
    module = import_module(f"romdoul.config.settings.{process}")
    found = {name: getattr(module, name) for name in OF_THE_PROCESS}
    found["MIDDLEWARE"] = [m for m in module.MIDDLEWARE if "whitenoise" not in m]
    return found | {"ROMDOUL_PROCESS": process}
