"""Screens of a desk that receives reports: the list, the head, the opened report."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from romdoul.actions.reports_collect import collect_reports
from romdoul.cases.codes import ReportStatus
from romdoul.cases.deeds import Deed
from romdoul.desks.hotline.forms import AnswerForm, DecideForm, ReasonForm, TriageForm
from romdoul.desks.hotline.places import Place
from romdoul.desks.needs import StaffRequest
from romdoul.desks.sound import sound
from romdoul.queries.reports import (
    OpenedReport,
    list_reports,
    open_recording,
    read_report,
)
from romdoul.queries.single import get_report_row
from romdoul.staff.rights import Right

View = Callable[..., HttpResponseBase]


def inbox(request: StaffRequest, *, place: Place) -> HttpResponse:
    return render(request, "desks/hotline/inbox.html", _listed(request, place))


def inbox_list(request: StaffRequest, *, place: Place) -> HttpResponse:
    return render(request, "desks/hotline/list.html", _listed(request, place))


def _listed(request: StaffRequest, place: Place) -> dict[str, object]:
    decided = request.GET.get("status") == "decided"
    after = request.GET.get("after", "")
    collect_reports(request.actor)
    page = list_reports(
        request.actor,
        desk=place.desk,
        after=after or None,
        status=ReportStatus.DECIDED if decided else None,
    )
    return {
        "place": place,
        "page": page,
        "after": after,
        "status": "decided" if decided else "waiting",
        "query": "&status=decided" if decided else "",
        "first_url": _first_page(place, decided=decided) if after else "",
    }


def _first_page(place: Place, *, decided: bool) -> str:
    return f"{place.home}?status=decided" if decided else place.home


def report(request: StaffRequest, *, ref: str, place: Place) -> HttpResponse:
    row = get_report_row(request.actor, ref, to=Deed.READ)
    return render(request, "desks/hotline/report.html", {"place": place, "report": row})


def read(request: StaffRequest, *, ref: str, place: Place) -> HttpResponse:
    opened = read_report(request.actor, ref)
    return show(request, place, opened)


def show(
    request: StaffRequest, place: Place, opened: OpenedReport, **forms: object
) -> HttpResponse:
    """Show an opened report; a form that was refused comes with what was typed."""
    actor, report = request.actor, opened.row
    triage = TriageForm(
        initial={
            "version": opened.report.version,
            "kind": report.kind or (opened.content.kind if opened.content else ""),
            "priority": report.priority,
            "reason": opened.triage.reason,
        },
        auto_id="triage_%s",
    )
    context = {
        "place": place,
        "opened": opened,
        "report": report,
        "voice_url": f"{place.home}{report.ref}/voice/",
        "may_answer": actor.has(place.answer),
        "may_decide": actor.has(place.decide),
        "may_open_case": actor.has(Right.CASE_CREATE),
        "triage_form": triage,
        "answer_form": AnswerForm(auto_id="answer_%s"),
        "decide_form": DecideForm(auto_id="decide_%s"),
        "pass_form": ReasonForm(auto_id="pass_%s"),
    }
    status = 422 if forms else 200
    return render(request, "desks/hotline/read.html", context | forms, status=status)


def voice(request: StaffRequest, *, ref: str, place: Place) -> HttpResponse:
    request.actor.require(place.read, ref)
    recording = open_recording(request.actor, ref)
    return sound(request, recording.sound, recording.media_type)
