"""Who is on a case, who leads it, and who is asked to."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from romdoul.actions.assignments import answer_assignment, request_assignment
from romdoul.actions.members import add_member, remove_member
from romdoul.desks.cases.editing import home
from romdoul.desks.cases.forms import AssignForm, ConfirmForm, MemberForm
from romdoul.desks.editing import Sheet, edit
from romdoul.desks.needs import StaffRequest
from romdoul.desks.words import choices_of
from romdoul.doors.asking import done
from romdoul.queries.cases import get_case
from romdoul.queries.colleagues import list_colleagues
from romdoul.queries.single import list_members
from romdoul.staff.rights import Right


def members(request: StaffRequest, *, ref: str) -> HttpResponse:
    case = get_case(request.actor, ref, need=Right.CASE_MEMBERS)
    here = list_members(request.actor, ref)
    colleagues = list_colleagues(request.actor, without=[m.ref for m in here])
    form = MemberForm(request.POST or None, colleagues=choices_of(colleagues))
    add = partial(add_member, request.actor, ref=ref)
    asked = request.method == "POST"
    if asked and done(form, lambda: add(worker=form.cleaned_data["worker"])):
        messages.success(request, _("They can open the case from now on."))
        return redirect(f"/cases/{ref}/members/")
    context = {"case": case, "members": here, "form": form}
    status = 422 if asked else 200
    return render(request, "desks/cases/members.html", context, status=status)


def remove(request: StaffRequest, *, ref: str, worker: str) -> HttpResponse:
    get_case(request.actor, ref, need=Right.CASE_MEMBERS)
    form = ConfirmForm(request.POST or None)
    sheet = Sheet(
        heading=_("Remove from the case"),
        verb=_("Remove now"),
        done=_("They can no longer open the case; its keys were changed."),
        back=f"/cases/{ref}/members/",
        ref=ref,
        explanation=_(
            "The case is out of their reach at once, and new keys begin. What they "
            "have read they have read."
        ),
        danger=True,
    )
    act = partial(remove_member, request.actor, ref=ref, worker=worker)
    return edit(request, form, sheet, act)


def ask(request: StaffRequest, *, ref: str) -> HttpResponse:
    get_case(request.actor, ref, need=Right.CASE_ASSIGN)
    people = [(m.ref, m.username) for m in list_members(request.actor, ref)]
    form = AssignForm(request.POST or None, colleagues=people)
    sheet = Sheet(
        heading=_("Ask someone to lead it"),
        verb=_("Ask"),
        done=_("They are asked, and have three days to answer."),
        back=home(ref),
        ref=ref,
    )
    act = partial(request_assignment, request.actor, ref=ref)
    return edit(request, form, sheet, lambda: act(**form.cleaned_data))


@require_POST
def answer(request: StaffRequest, *, ref: str, asked: str) -> HttpResponse:
    words = request.POST.get("answer", "")
    accept = request.POST.get("accept") == "yes"
    answer_assignment(request.actor, ref=asked, accept=accept, reason=words)
    if accept:
        messages.success(request, _("You lead this case now."))
        return redirect(home(ref))
    messages.success(request, _("You declined; who asked you will see it."))
    return redirect("/")
