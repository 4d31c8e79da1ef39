"""Tasks of a case: added, done, moved, dropped."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from romdoul.actions.tasks import (
    add_task,
    drop_task,
    finish_task,
    move_task,
    take_task,
)
from romdoul.cases.codes import TaskKind
from romdoul.cases.documents import TaskDocument
from romdoul.desks.cases.editing import home
from romdoul.desks.cases.forms import MoveForm, OutcomeForm, ReasonForm, TaskForm
from romdoul.desks.editing import Sheet, edit
from romdoul.desks.needs import StaffRequest
from romdoul.queries.cases import get_case
from romdoul.queries.single import get_task_row, list_members
from romdoul.staff.rights import Right


def add(request: StaffRequest, *, ref: str) -> HttpResponse:
    get_case(request.actor, ref, need=Right.CASE_WRITE)
    members = [(m.ref, m.username) for m in list_members(request.actor, ref)]
    initial = {"assignee": request.actor.ref}
    form = TaskForm(request.POST or None, members=members, initial=initial)
    sheet = Sheet(
        heading=_("Add a task"),
        verb=_("Add the task"),
        done=_("The task is on the list."),
        back=home(ref),
        ref=ref,
    )

    def act() -> object:
        said = form.cleaned_data
        return add_task(
            request.actor,
            ref=ref,
            kind=TaskKind(said["kind"]),
            assignee=said["assignee"],
            due_at=said["due_at"],
            document=TaskDocument(title=said["title"], note=said["note"]),
        )

    return edit(request, form, sheet, act)


def done(request: StaffRequest, *, ref: str, task: str) -> HttpResponse:
    get_task_row(request.actor, task)
    form = OutcomeForm(request.POST or None)
    sheet = Sheet(
        heading=_("Done"),
        verb=_("It is done"),
        done=_("The task is done."),
        back=home(ref),
        ref=task,
    )
    act = partial(finish_task, request.actor, ref=task)
    return edit(request, form, sheet, lambda: act(**form.cleaned_data))


def drop(request: StaffRequest, *, ref: str, task: str) -> HttpResponse:
    get_task_row(request.actor, task)
    form = ReasonForm(request.POST or None)
    sheet = Sheet(
        heading=_("Drop the task"),
        verb=_("Drop the task"),
        done=_("The task is dropped."),
        back=home(ref),
        ref=task,
        explanation=_("It stays in the story of the case, and nobody waits for it."),
    )
    act = partial(drop_task, request.actor, ref=task)
    return edit(request, form, sheet, lambda: act(**form.cleaned_data))


def move(request: StaffRequest, *, ref: str, task: str) -> HttpResponse:
    row = get_task_row(request.actor, task)
    initial = {"due_at": row.due_at}
    form = MoveForm(request.POST or None, initial=initial)
    sheet = Sheet(
        heading=_("Move the task"),
        verb=_("Move it"),
        done=_("The task has a new due date."),
        back=home(ref),
        ref=task,
    )
    act = partial(move_task, request.actor, ref=task)
    return edit(request, form, sheet, lambda: act(**form.cleaned_data))


@require_POST
def take(request: StaffRequest, *, ref: str, task: str) -> HttpResponse:
    take_task(request.actor, ref=task)
    messages.success(request, _("The task is yours."))
    return redirect(home(ref))
