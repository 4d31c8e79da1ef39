"""Changing a case: its title, its end, its notes and its tasks."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from romdoul.actions.cases_change import change_case
from romdoul.actions.cases_close import close_case, reopen_case
from romdoul.actions.notes import add_note, change_note
from romdoul.cases.codes import CloseReason, NoteKind
from romdoul.cases.documents import CaseDocument, NoteDocument
from romdoul.desks.cases.forms import (
    CaseForm,
    CloseForm,
    NoteCorrectionForm,
    NoteForm,
    ReasonForm,
)
from romdoul.desks.editing import Current, Sheet, edit
from romdoul.desks.needs import StaffRequest
from romdoul.queries.cases import get_case
from romdoul.queries.single import open_case_document, open_note
from romdoul.staff.rights import Right


def home(ref: str) -> str:
    """Return the address of an opened case."""
    return f"/cases/{ref}/read/"


def change(request: StaffRequest, *, ref: str) -> HttpResponse:
    opened = open_case_document(request.actor, ref)

    def current() -> Current:
        now = open_case_document(request.actor, ref)
        return Current(now.version, now.document.model_dump())

    initial = {"version": opened.version, **opened.document.model_dump()}
    form = CaseForm(request.POST or None, initial=initial)
    sheet = Sheet(
        heading=_("Change title or summary"),
        verb=_("Save"),
        done=_("Saved."),
        back=home(ref),
        ref=ref,
        current=current,
    )

    def act() -> object:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        document = CaseDocument(**opened.document.model_dump() | said)
        return change_case(request.actor, ref=ref, version=version, document=document)

    return edit(request, form, sheet, act)


def close(request: StaffRequest, *, ref: str) -> HttpResponse:
    get_case(request.actor, ref, need=Right.CASE_CLOSE)
    form = CloseForm(request.POST or None)
    sheet = Sheet(
        heading=_("Close the case"),
        verb=_("Close the case"),
        done=_("The case is closed."),
        back=home(ref),
        ref=ref,
        explanation=_("Tasks that are still open are dropped. It can be opened again."),
        danger=True,
    )

    def act() -> object:
        said = form.cleaned_data
        reason = CloseReason(said["reason"])
        return close_case(request.actor, ref=ref, reason=reason, text=said["text"])

    return edit(request, form, sheet, act)


def reopen(request: StaffRequest, *, ref: str) -> HttpResponse:
    get_case(request.actor, ref, need=Right.CASE_REOPEN)
    form = ReasonForm(request.POST or None)
    sheet = Sheet(
        heading=_("Open it again"),
        verb=_("Open it again"),
        done=_("The case is open again."),
        back=home(ref),
        ref=ref,
    )
    act = partial(reopen_case, request.actor, ref=ref)
    return edit(request, form, sheet, lambda: act(text=form.cleaned_data["reason"]))


def write_note(request: StaffRequest, *, ref: str) -> HttpResponse:
    get_case(request.actor, ref, need=Right.CASE_WRITE)
    form = NoteForm(request.POST or None)
    sheet = Sheet(
        heading=_("Write a note"),
        verb=_("Save the note"),
        done=_("The note is saved."),
        back=home(ref),
        ref=ref,
    )

    def act() -> object:
        said = form.cleaned_data
        document = NoteDocument(text=said["text"], happened_at=said["happened_at"])
        kind = NoteKind(said["kind"])
        return add_note(request.actor, ref=ref, kind=kind, document=document)

    return edit(request, form, sheet, act)


def correct_note(request: StaffRequest, *, ref: str, note: str) -> HttpResponse:
    opened = open_note(request.actor, note)

    def current() -> Current:
        now = open_note(request.actor, note)
        return Current(now.version, now.document.model_dump())

    initial = {"version": opened.version, **opened.document.model_dump()}
    form = NoteCorrectionForm(request.POST or None, initial=initial)
    sheet = Sheet(
        heading=_("Correct a note"),
        verb=_("Save the correction"),
        done=_("The note is corrected; the earlier version is kept."),
        back=home(ref),
        ref=note,
        current=current,
    )

    def act() -> object:
        said = form.cleaned_data
        document = NoteDocument(text=said["text"], happened_at=said["happened_at"])
        return change_note(
            request.actor, ref=note, version=said["version"], document=document
        )

    return edit(request, form, sheet, act)
