"""Showing where a draft is, and moving it on."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from romdoul.intake.draft import COOKIE, Draft, Step
from romdoul.intake.forms import FORMS, StepForm

# Long answers are in no cookie: a page that is gone back to carries them along.
CARRIED = ("url", "text")


def see_other(address: str) -> HttpResponse:
    """Return the answer that makes a browser get another page (303)."""
    return HttpResponse(status=303, headers={"Location": address})


def to_form() -> HttpResponse:
    """Send to the form's one address."""
    return see_other(_address_of_form(get_language() or "km"))


@lru_cache(maxsize=4)
def _address_of_form(language: str) -> str:
    with override(language):
        return reverse("form")


def to_home() -> HttpResponse:
    """Send to the first page, and let go of what is left of a draft."""
    response = see_other(reverse("home"))
    COOKIE.clear(response)
    return response


def carried_by(posted: Mapping[str, Any]) -> dict[str, str]:
    """Return the long answers that a page carries along."""
    return {name: posted[name] for name in CARRIED if posted.get(name)}


def move(
    request: HttpRequest, draft: Draft, carried: Mapping[str, str]
) -> HttpResponse:
    """Go to the draft's page: by 303, or at once where something is carried."""
    response = show(request, draft, carried=carried) if carried else to_form()
    draft.write(request, response)
    return response


def show(
    request: HttpRequest,
    draft: Draft,
    *,
    form: StepForm | None = None,
    carried: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of the draft's step."""
    context: dict[str, object] = {"draft": draft, "digits": in_fours(draft.code)}
    if draft.step in FORMS:
        context |= _question(draft, form, dict(carried or {}))
    return render(request, f"intake/{draft.step}.html", context, status=status)


def show_typed(
    request: HttpRequest, draft: Draft, posted: Mapping[str, Any]
) -> HttpResponse:
    """Show the draft's page with what was typed, before anything is said of it."""
    fields = FORMS[draft.step](draft=draft).fields
    typed = {
        name: field.widget.value_from_datadict(posted, {}, name)
        for name, field in fields.items()
    }
    form = FORMS[draft.step](draft=draft, initial=typed)
    response = show(request, draft, form=form, carried=carried_by(posted))
    draft.write(request, response)
    return response


def _question(
    draft: Draft, form: StepForm | None, carried: dict[str, str]
) -> dict[str, object]:
    steps = draft.steps()
    initial = {**draft.changed(), **carried}
    last = draft.step is Step.TELL
    return {
        "form": form or FORMS[draft.step](draft=draft, initial=initial),
        "carried": {} if last else carried,
        "step": steps.index(draft.step) + 1 if draft.step in steps else len(steps),
        "steps": len(steps),
        "first": draft.step is steps[0],
        "answers_json": json.dumps(_short(draft)),
    }


def _short(draft: Draft) -> dict[str, object]:
    """Return what the script adds to the report that it seals."""
    hidden = {"step", "submission", "given", "browser", "spoken", "ref", "code"}
    return {key: v for key, v in draft.changed().items() if key not in hidden}


def in_fours(code: str) -> str:
    """Return a code as it is read aloud and written down."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def at(draft: Draft, step: Step) -> Draft:
    """Return the draft on another page."""
    return replace(draft, step=step)
