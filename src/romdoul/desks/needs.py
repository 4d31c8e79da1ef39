"""Which right a route needs: named on the view, asked before it runs."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from romdoul.kernel.errors import Refused
from romdoul.ledger.recording import record_refusal
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request behind the gate: somebody acts, with open keys."""

    actor: Actor


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
Route = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def needs(*rights: Right) -> Callable[[View[P]], Route[P]]:
    """Let in only an actor who has one of these rights.

    Nobody is sent to sign in; a worker whose keys are not certified yet is told so;
    without the right the answer is 403, and the ledger says that it was asked.
    """

    def decorate(view: View[P]) -> Route[P]:
        @wraps(view)
        def asked(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None:
                return _elsewhere(request)
            if not any(actor.has(right) for right in rights):
                refused = Refused(rights[0].value)
                record_refusal(actor, refused)
                raise refused
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        asked.needs = frozenset(rights)  # type: ignore[attr-defined]
        return asked

    return decorate


def _elsewhere(request: HttpRequest) -> HttpResponse:
    if getattr(request, "waiting", None) is not None:
        return redirect("/waiting/")
    if request.method == "GET" and request.path != "/":
        return redirect(f"/sign-in/?{urlencode({'next': request.path})}")
    return redirect("/sign-in/")
