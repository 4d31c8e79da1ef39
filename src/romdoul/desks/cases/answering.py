"""Answering a reporter from the case that their report became."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from romdoul.actions.reports_answer import answer_report
from romdoul.cases.deeds import Deed
from romdoul.desks.cases.editing import home
from romdoul.desks.editing import Sheet, edit
from romdoul.desks.hotline.forms import AnswerForm
from romdoul.desks.needs import StaffRequest
from romdoul.queries.single import get_report_row


def answer(request: StaffRequest, *, ref: str, report: str) -> HttpResponse:
    get_report_row(request.actor, report, to=Deed.ANSWER)
    form = AnswerForm(request.POST or None)
    sheet = Sheet(
        heading=_("Answer the reporter"),
        verb=_("Send the answer"),
        done=_("The answer is on its way to the mailbox."),
        back=home(ref),
        ref=report,
    )
    send = partial(answer_report, request.actor, ref=report)
    return edit(request, form, sheet, lambda: send(text=form.cleaned_data["text"]))
