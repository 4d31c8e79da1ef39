"""The gate of the desks: who is asking, with which keys, and whether it is locked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from romdoul.actions.staff_sign_in import lock_session, unlock_session
from romdoul.desks.cookies import DESK_KEY, SESSION_FIELD, carry, hand_over, take_back
from romdoul.desks.locked import PASSWORD_FIELD, locked_page
from romdoul.kernel.errors import (
    CertificateBroken,
    NotFound,
    SealBroken,
    WrongPassword,
)
from romdoul.staff import sessions

ACTIVE = "active"


class ActorGate:
    """Sets ``request.actor``, and ``request.waiting`` where keys are uncertified.

    A Django session alone is nobody: there must be a desk session that the second
    factor made active, and the browser's cookie must open its ring.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Recognise who asks, answer, and carry the key's cookie."""
        request.actor = request.waiting = request.desk = None  # type: ignore[attr-defined]
        recognise(request)
        response = self.get_response(request)
        carry(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_rest: object
    ) -> HttpResponse | None:
        """Ask for the password where the desk is locked; CSRF has been checked."""
        desk = request.desk  # type: ignore[attr-defined]
        if desk is None or desk.stage == ACTIVE or not getattr(view, "needs", True):
            return None
        if request.method == "POST" and PASSWORD_FIELD in request.POST:
            return _unlock_and_go_on(request)
        return locked_page(request)


def recognise(request: HttpRequest) -> None:
    """Find the desk session behind the cookies, and its actor if it is open."""
    session_id = request.session.get(SESSION_FIELD, "")
    desk = sessions.live(session_id, now=timezone.now()) if session_id else None
    if desk is None or not _same_worker(request, desk.worker):
        if SESSION_KEY in request.session:
            take_back(request)
        return
    _lock_if_idle(request, desk)
    if desk.stage == ACTIVE:
        _open(request, desk)
    else:
        request.desk = desk  # type: ignore[attr-defined]
        request.user = desk.worker


def _same_worker(request: HttpRequest, worker: Any) -> bool:  # noqa: ANN401
    """Say whether Django's session is this worker's, since the ring was last locked."""
    known = request.session.get(SESSION_KEY) == str(worker.pk)
    told = request.session.get(HASH_SESSION_KEY, "")
    return known and constant_time_compare(told, worker.get_session_auth_hash())


def _lock_if_idle(request: HttpRequest, desk: Any) -> None:  # noqa: ANN401
    idle = timezone.now() - desk.last_seen_at
    if desk.stage == ACTIVE and idle > timedelta(seconds=settings.ROMDOUL_IDLE_SECONDS):
        lock_session(desk.worker, session_id=desk.pk)
        desk.stage, desk.ring = "locked", b""
    elif desk.stage == ACTIVE and request.headers.get("X-Poll") is None:
        sessions.note_seen(desk, now=timezone.now())


def _open(request: HttpRequest, desk: Any) -> None:  # noqa: ANN401
    try:
        request.actor = sessions.actor_of(desk, request.COOKIES.get(DESK_KEY, ""))  # type: ignore[attr-defined]
    except SealBroken:
        # Not this browser's session: to it, nobody is signed in.
        return
    except CertificateBroken:
        request.waiting = desk.worker  # type: ignore[attr-defined]
    request.desk = desk  # type: ignore[attr-defined]
    request.user = desk.worker


def _unlock_and_go_on(request: HttpRequest) -> HttpResponse | None:
    """Unlock with the password that came along, then let the request do its work."""
    desk = request.desk  # type: ignore[attr-defined]
    posted = request.POST.copy()
    password = posted.pop(PASSWORD_FIELD)[-1]
    try:
        begun = unlock_session(desk, password=password)
    except WrongPassword:
        return locked_page(request, wrong=True)
    except NotFound:
        return locked_page(request, over=True)
    request.POST = posted  # type: ignore[assignment]
    hand_over(request, begun)
    request.COOKIES[DESK_KEY] = begun.cookie_text()
    _open(request, desk)
    return None
