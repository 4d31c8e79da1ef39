"""A task that is handed on: asked, answered, taken back, and how the list shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from romdoul.actions.tasks_hand_on import answer_handing, hand_on_task, revoke_handing
from romdoul.cases.codes import TransitionStatus
from romdoul.desks.cases.editing import home
from romdoul.desks.cases.forms import ConfirmForm, HandOnForm
from romdoul.desks.editing import Sheet, edit
from romdoul.desks.needs import StaffRequest
from romdoul.queries.opened import OpenedTask, OpenedTransition
from romdoul.queries.single import get_task_row, list_members
from romdoul.queries.stories import CaseStory
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@dataclass(frozen=True, slots=True)
class Todo:
    """A task as the list shows it, with the request about it that waits."""

    task: OpenedTask
    asked: OpenedTransition | None
    may_hand_on: bool
    may_take_back: bool


def todo(actor: Actor, story: CaseStory) -> list[Todo]:
    """Return the tasks of a case with what this person may do about handing on."""
    waiting = {one.task: one for one in pending(story) if one.task}
    manages = actor.has(Right.CASE_ASSIGN)
    return [
        Todo(
            task=task,
            asked=waiting.get(task.ref),
            may_hand_on=manages or task.assignee_ref == actor.ref,
            may_take_back=manages or _asked_by(actor, waiting.get(task.ref)),
        )
        for task in story.tasks
    ]


def pending(story: CaseStory) -> Iterable[OpenedTransition]:
    """Return the requests in a case that wait for an answer."""
    return [one for one in story.transitions if one.status is TransitionStatus.PENDING]


def _asked_by(actor: Actor, asked: OpenedTransition | None) -> bool:
    return asked is not None and asked.by_ref == actor.ref


def hand_on(request: StaffRequest, *, ref: str, task: str) -> HttpResponse:
    row = get_task_row(request.actor, task)
    people = [
        (member.ref, member.username)
        for member in list_members(request.actor, ref)
        if member.ref != row.assignee
    ]
    form = HandOnForm(request.POST or None, colleagues=people)
    sheet = Sheet(
        heading=_("Hand the task on"),
        verb=_("Ask"),
        done=_("They are asked, and have three days to answer."),
        back=home(ref),
        ref=task,
        explanation=_("Whoever has the task keeps it until it is taken over."),
    )
    act = partial(hand_on_task, request.actor, ref=task)
    return edit(request, form, sheet, lambda: act(**form.cleaned_data))


@require_POST
def answer(request: StaffRequest, *, ref: str, task: str, asked: str) -> HttpResponse:
    get_task_row(request.actor, task)
    words = request.POST.get("answer", "")
    accept = request.POST.get("accept") == "yes"
    answer_handing(request.actor, ref=asked, accept=accept, reason=words)
    said = (
        _("The task is yours.")
        if accept
        else _("You declined; who asked you will see it.")
    )
    messages.success(request, str(said))
    return redirect(home(ref))


def take_back(
    request: StaffRequest, *, ref: str, task: str, asked: str
) -> HttpResponse:
    get_task_row(request.actor, task)
    form = ConfirmForm(request.POST or None)
    sheet = Sheet(
        heading=_("Take the request back"),
        verb=_("Take it back"),
        done=_("The request is taken back."),
        back=home(ref),
        ref=task,
        explanation=_("The task stays with whoever has it."),
    )
    act = partial(revoke_handing, request.actor, ref=asked)
    return edit(request, form, sheet, act)
