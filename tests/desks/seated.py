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
        request.user = self.org.worker(self.who)
        request.desk = DeskSession(pk=self.who, worker=request.user, stage="active")
        request.actor = self.org.actor(self.who)

    def __call__(self, username: str) -> Client:
        """Return a browser at this worker's desk; the last one asked for sits."""
        self.who = username
        if username:
            now = timezone.now()
            fields = {"stage": "active", "created_at": now, "last_seen_at": now}
            worker = self.org.worker(username)
            DeskSession.objects.get_or_create(
                id=username, worker=worker, defaults=fields
            )
        return Client()


@contextmanager
def seats(org: Organisation) -> Iterator[Seats]:
    """Give the seats of one test."""
    with pytest.MonkeyPatch.context() as patch:
        yield Seats(org, patch)
