"""Compartments: what is due for a new epoch, and what waits for a second signature."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from romdoul.actions.staff_compartments import (
    publish_desk_key,
    rotate_compartment,
    sign_proposal,
)
from romdoul.actions.staff_custodians import MANY, renew_custodians
from romdoul.desks.needs import StaffRequest, needs
from romdoul.inbox.codes import Desk
from romdoul.kernel.errors import NotFound
from romdoul.queries.custody import custody
from romdoul.queries.shortage import ShortCase, list_short_cases
from romdoul.queries.staff import list_proposals, list_rotations_due
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right

due_right = needs(Right.COMPARTMENT_ROTATE)


@due_right
def due(request: StaffRequest) -> HttpResponse:
    """List what is due, and proposals of one's own compartments."""
    context = {
        "rows": list_rotations_due(request.actor),
        "proposals": list_proposals(request.actor),
        "short": _short_cases(request.actor),
        "custody": custody(request.actor),
    }
    return render(request, "desks/oversight/due.html", context)


@require_POST
@due_right
def rotate(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Begin a new epoch, and publish the key if it is a desk's."""
    rotate_compartment(request.actor, ref=ref)
    publish_all(request.actor)
    return redirect("keys_due")


@require_POST
@due_right
def co_sign(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Sign as the second of two."""
    sign_proposal(request.actor, ref=ref)
    publish_all(request.actor)
    return redirect("keys_due")


@require_POST
@due_right
def renew(request: StaffRequest) -> HttpResponse:
    """Leave the keys of one's own compartments with today's custodians."""
    renew_custodians(request.actor, most=MANY)
    return redirect("keys_due")


def _short_cases(actor: Actor) -> list[ShortCase]:
    return list_short_cases(actor) if actor.has(Right.COMPARTMENT_GRANT) else []


def publish_all(actor: Actor) -> None:
    """Publish the keys of the desks the actor belongs to, where they are new."""
    for desk in (Desk.HOTLINE, Desk.SAFEGUARDING):
        try:
            publish_desk_key(actor, desk=desk)
        except NotFound:
            continue
