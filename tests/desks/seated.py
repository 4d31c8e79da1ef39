"""Someone at a desk whose sign-in has been tested elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from tests.factories.organisation import Organisation

from romdoul.desks import gate
from romdoul.staff.models import DeskSession


class Seats:
    """Lets workers act at the desks without signing in each time."""

    def __init__(self, org: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
        self.org = org
        self.who = ""
        monkeypatch.setattr(gate, "recognise", self._recognise)

    def _recognise(self, request: HttpRequest) -> None:
        if not self.who:
            return
        now = timezone.now()
        fields = {"stage": "active", "created_at": now, "last_seen_at": now}
        request.desk, _made = DeskSession.objects.get_or_create(
            id=self.who, worker=self.org.worker(self.who), defaults=fields
        )
        request.user = request.desk.worker
        request.actor = self.org.actor(self.who)

    def __call__(self, username: str) -> Client:
        """Return a browser at this worker's desk; the last one asked for sits."""
        self.who = username
        return Client()


@contextmanager
def seats(org: Organisation) -> Iterator[Seats]:
    """Give the seats of one test."""
    with pytest.MonkeyPatch.context() as patch:
        yield Seats(org, patch)
