"""Slows guessing: by account, in this process's memory and beside the account.

An account that nobody has is slowed just the same, so that the slowness says
nothing about who has one. No address is kept, nor any name that was typed.
"""

import hashlib
import secrets
import threading
from datetime import datetime, timedelta
from typing import Protocol

from django.contrib.auth import get_user_model
from django.db.models import F

FREE = 5
LONGEST = timedelta(minutes=15)
_FORGET = timedelta(hours=1)
_MOST = 20_000

_salt = secrets.token_bytes(16)
_guard = threading.Lock()
_failures: dict[bytes, tuple[int, datetime]] = {}


class Account(Protocol):
    """A worker or an editor: beside each stands how often a password failed."""

    pk: int
    username: str
    barred_until: datetime | None


def barred(typed: str, account: Account | None, *, now: datetime) -> bool:
    """Say whether tries on this account are to fail for now, whatever is typed."""
    until = account.barred_until if account is not None else None
    if until is not None and until > now:
        return True
    with _guard:
        count, last = _failures.get(_key(typed), (0, now))
    return now < last + pause_after(count)


def pause_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row."""
    if failures < FREE:
        return timedelta(0)
    doublings: int = 2 ** min(failures - FREE, 10)
    return min(timedelta(seconds=30) * doublings, LONGEST)


def note_failure(typed: str, *, now: datetime) -> None:
    """Count a failure; the same statements run whether or not anybody has the name."""
    key = _key(typed)
    with _guard:
        _forget_old(now)
        count = _failures.get(key, (0, now))[0] + 1
        _failures[key] = (count, now)
    there = get_user_model()._default_manager.filter(username=typed)
    there.update(failures=F("failures") + 1)
    pause = pause_after(count)
    there.update(barred_until=now + pause if pause else None)


def note_success(account: Account) -> None:
    """Forget what failed before."""
    with _guard:
        _failures.pop(_key(account.username), None)
    there = get_user_model()._default_manager.filter(pk=account.pk)
    there.update(failures=0, barred_until=None)


def forget_all() -> None:
    """Forget every count in memory; the tests begin with this."""
    with _guard:
        _failures.clear()


def _key(typed: str) -> bytes:
    return hashlib.blake2b(typed.encode(), key=_salt, digest_size=16).digest()


def _forget_old(now: datetime) -> None:
    if len(_failures) < _MOST:
        return
    for key, (_count, last) in list(_failures.items()):
        if now - last > _FORGET:
            del _failures[key]
    if len(_failures) >= _MOST:
        _failures.clear()
