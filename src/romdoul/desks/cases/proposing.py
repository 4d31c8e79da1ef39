"""What takes two people: proposed, read by the second, confirmed or declined."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from romdoul.actions.proposals import (
    confirm_outcome,
    decline_proposal,
    propose_outcome,
    withdraw_proposal,
)
from romdoul.cases.codes import TransitionKind, TransitionStatus
from romdoul.cases.outcomes import is_unfounded
from romdoul.desks.cases.editing import home
from romdoul.desks.cases.forms import ReasonForm
from romdoul.desks.cases.telling import LABELS, PROPOSAL_STANDS
from romdoul.desks.needs import StaffRequest
from romdoul.doors.asking import done
from romdoul.queries.proposals import Proposal, list_seconds, read_proposal
from romdoul.queries.single import open_participant
from romdoul.queries.timeline import EntryKind
from romdoul.staff.rights import Right


def propose(request: StaffRequest, *, ref: str, person: str) -> HttpResponse:
    opened = open_participant(request.actor, person)
    found = is_unfounded(opened.document)
    kind = TransitionKind.NOT_UNFOUNDED if found else TransitionKind.UNFOUNDED
    form = ReasonForm(request.POST or None)
    act = partial(propose_outcome, request.actor, ref=person, kind=kind)
    asked = request.method == "POST"
    if asked and done(form, lambda: act(reason=form.cleaned_data["reason"])):
        messages.success(request, _("It is proposed, and waits for a second person."))
        return redirect(home(ref))
    context = {
        "form": form,
        "kind": kind,
        "person": person,
        "seconds": list_seconds(request.actor, person),
        "back": home(ref),
    }
    status = 422 if asked else 200
    return render(request, "desks/cases/propose.html", context, status=status)


def proposal(request: StaffRequest, *, ref: str, asked: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    sent = request.method == "POST"
    if sent and done(form, lambda: _answer(request, asked, form)):
        return redirect(home(ref))
    found = read_proposal(request.actor, asked)
    if found.asked.kind is TransitionKind.ERASE:
        return redirect(f"/cases/{ref}/erasures/{asked}/")
    context = {"found": found, "form": form, "back": home(ref)} | _may(request, found)
    status = 422 if sent else 200
    return render(request, "desks/cases/proposal.html", context, status=status)


def _answer(request: StaffRequest, asked: str, form: ReasonForm) -> None:
    reason = form.cleaned_data["reason"]
    if request.POST.get("answer") == "confirm":
        confirm_outcome(request.actor, ref=asked, reason=reason)
        messages.success(request, _("It is confirmed by two people."))
        return
    decline_proposal(request.actor, ref=asked, reason=reason)
    messages.success(request, _("You declined; who proposed it will see why."))


def _may(request: StaffRequest, found: Proposal) -> dict[str, object]:
    waits = found.asked.status is TransitionStatus.PENDING
    own = found.asked.by_ref == request.actor.ref
    may_confirm = request.actor.has(Right.CASE_CONFIRM)
    return {
        "heading": LABELS[EntryKind(found.asked.kind.value)],
        "stands": PROPOSAL_STANDS[found.asked.status],
        "waits": waits,
        "may_answer": waits and may_confirm and not own,
        "may_withdraw": waits and own,
    }


@require_POST
def withdraw(request: StaffRequest, *, ref: str, asked: str) -> HttpResponse:
    withdraw_proposal(request.actor, ref=asked)
    messages.success(request, _("The proposal is taken back."))
    return redirect(home(ref))
