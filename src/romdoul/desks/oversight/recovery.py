"""Requests to the custodians, and what comes back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from romdoul.actions.staff_recovery import (
    break_glass,
    request_break_glass,
    request_recovery,
    return_recovery,
    review_break_glass,
    withdraw_recovery,
)
from romdoul.desks.needs import StaffRequest, needs
from romdoul.desks.oversight.forms import (
    BreakGlassForm,
    OneTimeKeyForm,
    ResultForm,
    WhyForm,
)
from romdoul.doors.asking import attempt
from romdoul.doors.routes import posted
from romdoul.kernel.errors import BadInput, WrongPassword
from romdoul.kernel.refs import parse_ref
from romdoul.queries.staff import (
    export_recovery,
    get_recovery,
    list_recoveries,
    read_reason,
)
from romdoul.staff.rights import Right

may_see = needs(
    Right.STAFF_RECOVER,
    Right.BREAKGLASS_REQUEST,
    Right.BREAKGLASS_REVIEW,
    Right.CUSTODIAN_SERVE,
)


UPLOAD = "desks/oversight/upload.html"
RECOVERING = gettext_lazy(
    "Two custodians together can recover the keys, on a machine of their own. The"
    " person and the managers see that it was asked for."
)
BREAKING_GLASS = gettext_lazy(
    "Two custodians together can let you into one compartment for a day. It is on the"
    " ledger, and somebody else looks at it afterwards."
)


@may_see
def recoveries(request: StaffRequest) -> HttpResponse:
    """List requests, the newest first."""
    rows = list_recoveries(request.actor)
    return render(request, "desks/oversight/recoveries.html", {"rows": rows})


@may_see
def recovery(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Show one request and what comes next."""
    row = get_recovery(request.actor, ref)
    context = {
        "row": row,
        "own": row.requested_by.ref == request.actor.ref,
        "may_review": request.actor.has(Right.BREAKGLASS_REVIEW)
        and row.requested_by.ref != request.actor.ref,
    }
    return render(request, "desks/oversight/recovery.html", context)


@require_POST
@may_see
def reason(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Open why it was asked; this is recorded."""
    text = read_reason(request.actor, ref)
    context = {"row": get_recovery(request.actor, ref), "reason": text}
    return render(request, "desks/oversight/recovery.html", context)


@needs(Right.STAFF_RECOVER)
def ask(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Ask the custodians for a worker's lost keys."""
    form = WhyForm(posted(request))
    made = attempt(
        form,
        lambda: request_recovery(
            request.actor, worker=ref, reason=form.cleaned_data["reason"]
        ),
    )
    if made is None:
        verb = _("Ask the custodians")
        about = {"ref": ref, "back": f"/staff/{ref}/", "explanation": str(RECOVERING)}
        return _sheet(request, form, _("Recover lost keys"), verb, **about)
    return redirect("recovery", ref=made)


@needs(Right.BREAKGLASS_REQUEST)
def ask_for_a_way_in(request: StaffRequest) -> HttpResponse:
    """Ask the custodians for a way into a compartment."""
    form = BreakGlassForm(posted(request))

    def act() -> str:
        typed = form.cleaned_data["compartment"]
        return request_break_glass(
            request.actor,
            compartment=parse_ref(typed) or "",
            reason=form.cleaned_data["reason"],
        )

    made = attempt(form, act)
    if made is None:
        verb = _("Ask the custodians")
        return _sheet(
            request, form, _("Break the glass"), verb, explanation=BREAKING_GLASS
        )
    return redirect("recovery", ref=made)


@may_see
def export(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Return the file for the custodians; everything in it is sealed to two of them."""
    content = export_recovery(request.actor, ref)
    name = f'attachment; filename="{ref}.json"'
    headers = {"Content-Disposition": name}
    return HttpResponse(content, content_type="application/json", headers=headers)


@may_see
def bring_back(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Take in what two custodians have peeled."""
    form = ResultForm(posted(request), request.FILES or None)

    def act() -> bool:
        return_recovery(request.actor, ref=ref, file=form.cleaned_data["file"])
        return True

    if attempt(form, act) is None:
        return _sheet(
            request,
            form,
            _("Bring the file back"),
            _("Take it in"),
            name=UPLOAD,
            ref=ref,
        )
    return redirect("recovery", ref=ref)


@needs(Right.BREAKGLASS_REQUEST)
def enter(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Enter a compartment for a day with the one-time key."""
    form = OneTimeKeyForm(posted(request))

    def act() -> bool:
        try:
            key = form.cleaned_data["one_time_key"]
            break_glass(request.actor, ref=ref, one_time_key=key)
        except WrongPassword:
            text = _("This key does not open what the custodians sent.")
            raise BadInput(text, field="one_time_key") from None
        return True

    if attempt(form, act) is None:
        verb = _("Enter for a day")
        return _sheet(request, form, _("Break the glass"), verb, ref=ref)
    return redirect("recovery", ref=ref)


@require_POST
@needs(Right.BREAKGLASS_REVIEW)
def review(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Say that one has looked at why the glass was broken."""
    review_break_glass(request.actor, ref=ref)
    return redirect("recovery", ref=ref)


@require_POST
@needs(Right.ACCOUNT_OWN)
def withdraw(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Call a request off; the worker whom it is about may do so too."""
    withdraw_recovery(request.actor, ref=ref)
    return redirect("account")


def _sheet(
    request: StaffRequest,
    form: object,
    heading: str,
    verb: str,
    *,
    name: str = "desks/sheet.html",
    **about: object,
) -> HttpResponse:
    """Show the form; ``about`` may hold ``ref``, ``back`` and ``explanation``."""
    sheet = {"back": "/staff/recovery/", **about, "heading": heading, "verb": verb}
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "sheet": sheet}
    return render(request, name, context, status=status)
