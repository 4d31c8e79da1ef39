"""One page with one form: shown, sent, refused with what was typed, or done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from romdoul.doors.asking import done
from romdoul.kernel.errors import Conflict

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Current:
    """A record as it is saved now: its version, and its fields by name."""

    version: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around a form."""

    heading: Words
    verb: Words
    done: Words
    back: str
    ref: str = ""
    explanation: Words = ""
    danger: bool = False
    current: Callable[[], Current] | None = None


def edit(
    request: HttpRequest,
    form: forms.Form,
    sheet: Sheet,
    act: Callable[[], object],
) -> HttpResponse:
    """Show the form, or do what it asks and go back.

    A form that cannot be taken comes again (422) with everything that was typed; a
    record that somebody else saved first shows both versions (409).
    """
    if request.method != "POST":
        return _page(request, form, sheet, status=200)
    try:
        saved = done(form, act)
    except Conflict:
        if sheet.current is None:
            raise
        return both(request, form, sheet.back, sheet.current())
    if not saved:
        return _page(request, form, sheet, status=422)
    messages.success(request, str(sheet.done))
    return redirect(sheet.back)


def _page(
    request: HttpRequest, form: forms.Form, sheet: Sheet, *, status: int
) -> HttpResponse:
    context = {"form": form, "sheet": sheet}
    return render(request, "desks/sheet.html", context, status=status)


def both(
    request: HttpRequest, form: forms.Form, back: str, current: Current
) -> HttpResponse:
    """Show what is saved now beside what was typed; the next save is made on it."""
    mine = request.POST.copy()
    mine["version"] = str(current.version)
    form.data = mine
    fields = [
        {
            "label": field.label,
            "name": field.name,
            "mine": field.value(),
            "theirs": current.values[field.name],
        }
        for field in form
        if field.name in current.values
        and str(field.value() or "") != str(current.values[field.name] or "")
    ]
    context = {
        "fields": fields,
        "form": form,
        "version": current.version,
        "action": request.path,
        "cancel_url": back,
    }
    return render(request, "desk/conflict.html", context, status=409)
