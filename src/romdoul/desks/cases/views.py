"""Screens of cases: the list, a new one, the head, the opened file."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from romdoul.actions.cases_open import open_case
from romdoul.cases.codes import CaseStatus, CloseReason, Priority
from romdoul.cases.outcomes import is_unfounded
from romdoul.cases.transitions import right_to_confirm
from romdoul.desks.cases.forms import NewCaseForm
from romdoul.desks.cases.handing import pending, todo
from romdoul.desks.cases.telling import FILTERS, told
from romdoul.desks.editing import Sheet, edit
from romdoul.desks.needs import StaffRequest
from romdoul.desks.sound import sound
from romdoul.desks.words import choices_of
from romdoul.queries.cases import CaseOrder, list_cases
from romdoul.queries.colleagues import list_colleagues
from romdoul.queries.opened import OpenedTransition
from romdoul.queries.reports import open_recording
from romdoul.queries.single import get_case_row
from romdoul.queries.stories import CaseStory, read_case
from romdoul.staff.rights import Right


def listed(request: StaffRequest) -> HttpResponse:
    wish = request.GET.get("status", "")
    status = CaseStatus(wish) if wish in set(CaseStatus) else CaseStatus.OPEN
    after = request.GET.get("after", "")
    # Of what is over nothing is due: what was there last is looked for first.
    order = CaseOrder.DUE if status is CaseStatus.OPEN else CaseOrder.NEWEST
    context = {
        "page": list_cases(
            request.actor, status=status, after=after or None, order=order
        ),
        "status": status,
        "tabs": list(CaseStatus),
        "query": f"&status={status}",
        "first_url": f"/cases/?status={status}" if after else "",
        "may_create": request.actor.has(Right.CASE_CREATE),
    }
    return render(request, "desks/cases/list.html", context)


def new(request: StaffRequest) -> HttpResponse:
    colleagues = choices_of(list_colleagues(request.actor))
    initial = {"priority": Priority.MEDIUM}
    form = NewCaseForm(request.POST or None, colleagues=colleagues, initial=initial)

    sheet = Sheet(
        heading=_("Open a case"),
        verb=_("Open the case"),
        done=_("The case is open."),
        back="/cases/",
        explanation=_("Only those you name here can open it."),
    )

    def act() -> object:
        said = dict(form.cleaned_data)
        said["priority"] = Priority(said["priority"])
        return open_case(request.actor, **said)

    return edit(request, form, sheet, act)


def case(request: StaffRequest, *, ref: str) -> HttpResponse:
    row = get_case_row(request.actor, ref)
    return render(request, "desks/cases/case.html", {"case": row})


def read(request: StaffRequest, *, ref: str) -> HttpResponse:
    before = request.GET.get("before", "")
    story = read_case(request.actor, ref, before=before or None)
    context = _page(request, story) | _rights(request)
    return render(request, "desks/cases/read.html", context)


def _page(request: StaffRequest, story: CaseStory) -> dict[str, object]:
    wish = request.GET.get("show", "")
    show = wish if wish in FILTERS else "all"
    ref = story.row.ref
    of_me = [one for one in pending(story) if one.to_ref == request.actor.ref]
    closed = story.case.close_reason
    return {
        "case": story.row,
        "story": story,
        "home": f"/cases/{ref}/",
        "closed_at": story.case.closed_at,
        "close_reason": CloseReason(closed).label if closed else "",
        "timeline": told(story.timeline, show),
        "show": show,
        "filters": [{"value": key, "label": FILTERS[key][0]} for key in FILTERS],
        "tasks": todo(request.actor, story),
        "people": _people(request, story),
        "offers": _offers(of_me, story),
    }


def _people(request: StaffRequest, story: CaseStory) -> list[dict[str, object]]:
    """Return the people of a case, each with the proposals about them that wait."""
    waiting = [one for one in pending(story) if one.person]
    return [
        {
            "person": person,
            "waiting": [
                {"asked": one, "may_answer": _may_answer(request, one)}
                for one in waiting
                if one.person == person.ref
            ],
            "kinds": {one.kind for one in waiting if one.person == person.ref},
            "unfounded": person.document and is_unfounded(person.document),
        }
        for person in story.people
    ]


def _may_answer(request: StaffRequest, asked: OpenedTransition) -> bool:
    own = asked.by_ref == request.actor.ref
    return not own and request.actor.has(right_to_confirm(asked.kind))


def _offers(
    asked: Iterable[OpenedTransition], story: CaseStory
) -> list[dict[str, object]]:
    """Return what I am asked in this case: the request, and the task if it is one."""
    tasks = {task.ref: task for task in story.tasks}
    return [{"asked": one, "task": tasks.get(one.task)} for one in asked]


def _rights(request: StaffRequest) -> dict[str, object]:
    actor = request.actor
    return {
        "may_write": actor.has(Right.CASE_WRITE),
        "may_close": actor.has(Right.CASE_CLOSE),
        "may_reopen": actor.has(Right.CASE_REOPEN),
        "may_members": actor.has(Right.CASE_MEMBERS),
        "may_assign": actor.has(Right.CASE_ASSIGN),
    }


def voice(request: StaffRequest, *, ref: str, report: str) -> HttpResponse:
    get_case_row(request.actor, ref)
    recording = open_recording(request.actor, report)
    return sound(request, recording.sound, recording.media_type)
