"""Workers: the list, inviting, certifying, leaving."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from romdoul.actions.staff_people import (
    certify_worker,
    invite_worker,
    renew_invitation,
    reset_second_factor,
    worker_leaves,
)
from romdoul.desks.needs import StaffRequest, needs
from romdoul.desks.oversight.forms import CertifyForm, InviteForm
from romdoul.desks.oversight.keys import publish_all
from romdoul.desks.words import roles_said
from romdoul.doors.asking import attempt
from romdoul.doors.routes import posted
from romdoul.queries.staff import WorkerRow, get_worker, list_workers
from romdoul.staff.rights import Right, Role


@needs(Right.STAFF_READ)
def workers(request: StaffRequest) -> HttpResponse:
    """List every worker, those who wait for something first."""
    rows = [_said(row) for row in list_workers(request.actor)]
    return render(request, "desks/oversight/workers.html", {"rows": rows})


@needs(Right.STAFF_READ)
def worker(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Show one worker and what can be done."""
    row = get_worker(request.actor, ref)
    context = {
        **_said(row),
        "may_certify": request.actor.has(Right.STAFF_CERTIFY) and row.status != "left",
        "may_invite": request.actor.has(Right.STAFF_INVITE) and row.status == "invited",
        "may_leave": request.actor.has(Right.STAFF_LEAVE) and row.status != "left",
        "may_recover": request.actor.has(Right.STAFF_RECOVER)
        and row.status in {"active", "to_certify"},
        "self": ref == request.actor.ref,
    }
    return render(request, "desks/oversight/worker.html", context)


def _said(row: WorkerRow) -> dict[str, object]:
    words = {
        "to_certify": _("waits for a certificate"),
        "invited": _("invited"),
        "active": _("active"),
        "left": _("left"),
    }
    return {
        "row": row,
        "status_said": words[row.status],
        "roles_said": roles_said(row.roles),
    }


@needs(Right.STAFF_INVITE)
def invite(request: StaffRequest) -> HttpResponse:
    """Invite somebody; the one-time code is shown once."""
    form = InviteForm(posted(request))

    def act() -> tuple[str, str]:
        typed = form.cleaned_data
        return invite_worker(
            request.actor,
            username=typed["username"].strip().lower(),
            roles=tuple(Role(name) for name in typed["roles"]),
            language=typed["language"],
            display_name=typed["display_name"],
        )

    done = attempt(form, act)
    if done is None:
        return _sheet(request, form, _("Invite somebody"), _("Make the invitation"))
    ref, code = done
    return _show_code(request, ref, code)


@require_POST
@needs(Right.STAFF_INVITE)
def invite_again(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Make a new one-time code; the old one is void."""
    return _show_code(request, ref, renew_invitation(request.actor, ref=ref))


@needs(Right.STAFF_CERTIFY)
def certify(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Certify keys against the check number that the worker reads out."""
    row = get_worker(request.actor, ref)
    form = CertifyForm(posted(request), initial={"roles": list(row.roles)})

    def act() -> bool:
        certify_worker(
            request.actor,
            ref=ref,
            number=form.cleaned_data["number"],
            roles=tuple(Role(name) for name in form.cleaned_data["roles"]),
        )
        return True

    if attempt(form, act) is None:
        return _sheet(request, form, _("Certify the keys"), _("Certify"), ref=ref)
    return redirect("worker", ref=ref)


@needs(Right.STAFF_LEAVE)
def leave(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Take everything from somebody who leaves."""
    row = get_worker(request.actor, ref)
    if request.method != "POST":
        context = {
            "title": _("This person leaves"),
            "consequence": _(
                "They are signed out everywhere, and their keys and second factors are"
                " deleted. This cannot be undone."
            ),
            "action": request.path,
            "label": _("Take everything from them"),
            "cancel_url": f"/staff/{ref}/",
            **_said(row),
        }
        return render(request, "desks/oversight/confirm.html", context)
    worker_leaves(request.actor, ref=ref)
    # A desk they were on has new keys, which the public form must seal to.
    publish_all(request.actor)
    return redirect("worker", ref=ref)


@require_POST
@needs(Right.STAFF_RECOVER)
def reset_factor(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Forget lost second factors; the next sign-in sets up new ones."""
    reset_second_factor(request.actor, ref=ref)
    return redirect("worker", ref=ref)


def _show_code(request: StaffRequest, ref: str, code: str) -> HttpResponse:
    context = {"ref": ref, "code": code}
    return render(request, "desks/oversight/invited.html", context)


def _sheet(
    request: StaffRequest, form: object, heading: str, verb: str, *, ref: str = ""
) -> HttpResponse:
    back = f"/staff/{ref}/" if ref else "/staff/"
    sheet = {"heading": heading, "verb": verb, "back": back, "ref": ref}
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "sheet": sheet}
    return render(request, "desks/sheet.html", context, status=status)
