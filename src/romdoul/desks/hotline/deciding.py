"""What a counsellor does with a report: answer it, say what it is, decide."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_decide import decide_report, pass_to_safeguarding
from romdoul.actions.reports_open_case import open_case_from_report
from romdoul.actions.reports_triage import triage_report
from romdoul.cases.codes import Decision, Priority, ReportKind
from romdoul.cases.deeds import Deed
from romdoul.desks.editing import Current, Sheet, both, edit
from romdoul.desks.forms import DeskForm
from romdoul.desks.hotline.forms import (
    AnswerForm,
    DecideForm,
    OpenCaseForm,
    ReasonForm,
    TriageForm,
)
from romdoul.desks.hotline.places import Place
from romdoul.desks.hotline.views import show
from romdoul.desks.needs import StaffRequest
from romdoul.desks.words import choices_of
from romdoul.doors.asking import done
from romdoul.kernel.errors import Conflict
from romdoul.queries.colleagues import list_colleagues
from romdoul.queries.reports import read_report
from romdoul.queries.single import get_report_row


def _again(
    request: StaffRequest, place: Place, ref: str, name: str, form: DeskForm
) -> HttpResponse:
    opened = read_report(request.actor, ref)
    return show(request, place, opened, **{name: form})


@require_POST
def answer(request: StaffRequest, *, ref: str, place: Place) -> HttpResponse:
    form = AnswerForm(request.POST, auto_id="answer_%s")
    send = partial(answer_report, request.actor, ref=ref)
    if not done(form, lambda: send(text=form.cleaned_data["text"])):
        return _again(request, place, ref, "answer_form", form)
    messages.success(request, _("The answer is on its way to the mailbox."))
    return redirect(f"{place.home}{ref}/read/")


@require_POST
def triage(request: StaffRequest, *, ref: str, place: Place) -> HttpResponse:
    form = TriageForm(request.POST, auto_id="triage_%s")

    def act() -> object:
        said = form.cleaned_data
        return triage_report(
            request.actor,
            ref=ref,
            version=said["version"],
            kind=ReportKind(said["kind"]),
            priority=Priority(said["priority"]),
            reason=said["reason"],
        )

    try:
        saved = done(form, act)
    except Conflict:
        back = f"{place.home}{ref}/read/"
        return both(request, form, back, _now(request, ref))
    if not saved:
        return _again(request, place, ref, "triage_form", form)
    messages.success(request, _("Saved."))
    return redirect(f"{place.home}{ref}/read/")


def _now(request: StaffRequest, ref: str) -> Current:
    opened = read_report(request.actor, ref)
    values = {
        "kind": opened.row.kind,
        "priority": opened.row.priority,
        "reason": opened.triage.reason,
    }
    return Current(opened.report.version, values)


@require_POST
def decide(request: StaffRequest, *, ref: str, place: Place) -> HttpResponse:
    form = DecideForm(request.POST, auto_id="decide_%s")

    def act() -> None:
        said = form.cleaned_data
        decision = Decision(said["decision"])
        decide_report(request.actor, ref=ref, decision=decision, reason=said["reason"])

    if not done(form, act):
        return _again(request, place, ref, "decide_form", form)
    messages.success(request, _("The report is decided."))
    return redirect(place.home)


@require_POST
def pass_on(request: StaffRequest, *, ref: str, place: Place) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="pass_%s")
    give = partial(pass_to_safeguarding, request.actor, ref=ref)
    if not done(form, lambda: give(reason=form.cleaned_data["reason"])):
        return _again(request, place, ref, "pass_form", form)
    messages.success(request, _("The report is with the safeguarding desk."))
    return redirect(place.home)


def open_case(request: StaffRequest, *, ref: str, place: Place) -> HttpResponse:
    get_report_row(request.actor, ref, to=Deed.DECIDE)
    colleagues = choices_of(list_colleagues(request.actor))
    form = OpenCaseForm(request.POST or None, colleagues=colleagues)
    sheet = Sheet(
        heading=_("Open a case"),
        verb=_("Open the case"),
        done=_("The case is open. The report is with its members now."),
        back=place.home,
        ref=ref,
        explanation=_(
            "The report, its messages and its voice message are sealed again to the "
            "members of the case, and leave this desk. Only those you name here can "
            "open them."
        ),
    )

    def act() -> object:
        said = form.cleaned_data
        return open_case_from_report(
            request.actor,
            ref=ref,
            title=said["title"],
            lead=said["lead"],
            members=said["members"],
            reason=said["reason"],
        )

    return edit(request, form, sheet, act)
