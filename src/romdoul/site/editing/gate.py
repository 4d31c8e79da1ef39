"""The gate of the editing: nobody before both factors, whatever is asked for."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from romdoul.site.editors import sessions
from romdoul.site.editors.models import Editor, EditorSession

# Where the Django session names the editor's session it belongs to.
SESSION_FIELD = "editing"
# What a page asks by itself, over and over, while nobody may be at work.
POLLED = ("/editing-sessions/", "/jsi18n/", "/sprite/", "/localize/jsi18n/")


class EditorGate:
    """Sets ``request.editor``, and ``request.user`` to the same, or to nobody.

    A Django session alone is nobody: there must be a session that the second factor
    made active, of an account that stands, and not left alone for too long. A route
    that is no open door answers nobody, whatever its view would have done.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Recognise who asks, then answer."""
        session = _recognised(request)
        editor = session.editor if session is not None else None
        request.editor, request.editing = editor, session  # type: ignore[attr-defined]
        request.user = editor or AnonymousUser()  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_rest: object
    ) -> HttpResponse | None:
        """Send nobody to sign in, unless the route is an open door."""
        if request.editor is not None or not getattr(view, "needs", True):  # type: ignore[attr-defined]
            return None
        return _elsewhere(request)


def take_back(request: HttpRequest) -> None:
    """Forget the session."""
    request.session.flush()


def _recognised(request: HttpRequest) -> EditorSession | None:
    session_id = request.session.get(SESSION_FIELD, "")
    now = timezone.now()
    session = sessions.live(session_id, now=now) if session_id else None
    if session is None or not _same_editor(request, session.editor):
        if SESSION_KEY in request.session:
            take_back(request)
        return None
    if not request.path.startswith(POLLED):
        sessions.note_seen(session, now=now)
    return session


def _same_editor(request: HttpRequest, editor: Editor) -> bool:
    """Say whether Django's session is this editor's, since the password was set."""
    known = request.session.get(SESSION_KEY) == str(editor.pk)
    told = request.session.get(HASH_SESSION_KEY, "")
    return known and constant_time_compare(told, editor.get_session_auth_hash())


def _elsewhere(request: HttpRequest) -> HttpResponse:
    if _asks_by_script(request):
        return JsonResponse({"error": "signed_out"}, status=403)
    if request.method == "GET" and request.path != "/":
        onward = urlencode({"next": request.get_full_path()})
        return redirect(f"/sign-in/?{onward}")
    return redirect("/sign-in/")


def _asks_by_script(request: HttpRequest) -> bool:
    """Say whether a script asks: it would take the sign-in page for its answer."""
    by_library = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return by_library or not request.accepts("text/html")
