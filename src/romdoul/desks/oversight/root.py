"""What only the root certifies: managers and custodians. Files out, files in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from romdoul.actions.staff_root import accept_root_answer
from romdoul.desks.needs import StaffRequest, needs
from romdoul.desks.oversight.forms import ResultForm, RootRequestForm
from romdoul.doors.asking import attempt
from romdoul.doors.routes import posted
from romdoul.queries.staff import export_root_request, get_worker
from romdoul.staff.rights import Right, Role


@needs(Right.STAFF_CERTIFY)
def ask_root(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Save the file that asks the root to certify somebody."""
    row = get_worker(request.actor, ref)
    form = RootRequestForm(posted(request), initial={"roles": list(row.roles)})

    def act() -> bytes:
        roles = tuple(Role(name) for name in form.cleaned_data["roles"])
        recipient = form.cleaned_data["recipient"]
        return export_root_request(request.actor, ref, roles=roles, recipient=recipient)

    content = attempt(form, act)
    if content is None:
        sheet = {"heading": _("Ask the root"), "verb": _("Save the request")}
        return _show(request, "desks/sheet.html", form, sheet, ref)
    name = f'attachment; filename="{ref}-root.json"'
    headers = {"Content-Disposition": name}
    return HttpResponse(content, content_type="application/json", headers=headers)


@needs(Right.STAFF_CERTIFY)
def take_root(request: StaffRequest, *, ref: str) -> HttpResponse:
    """Take in what the root has signed."""
    get_worker(request.actor, ref)
    form = ResultForm(posted(request), request.FILES or None)

    def act() -> bool:
        accept_root_answer(request.actor, ref=ref, file=form.cleaned_data["file"])
        return True

    if attempt(form, act) is None:
        sheet = {"heading": _("Bring the root's answer"), "verb": _("Take it in")}
        return _show(request, "desks/oversight/upload.html", form, sheet, ref)
    return redirect("worker", ref=ref)


def _show(
    request: StaffRequest, name: str, form: object, sheet: dict[str, str], ref: str
) -> HttpResponse:
    context = {"form": form, "sheet": sheet | {"back": f"/staff/{ref}/", "ref": ref}}
    status = 422 if request.method == "POST" else 200
    return render(request, name, context, status=status)
