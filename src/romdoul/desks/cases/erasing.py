"""Erasing a person: what mentions them is shown first, and what becomes of it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from romdoul.actions.erasures import confirm_erasure, erase_participant
from romdoul.actions.proposals import decline_proposal
from romdoul.cases.codes import ErasureRule, TransitionStatus
from romdoul.cases.documents import Decided
from romdoul.desks.cases.editing import home
from romdoul.desks.cases.forms import ConfirmErasureForm, EraseForm
from romdoul.desks.cases.telling import PROPOSAL_STANDS
from romdoul.desks.cases.words import WORDING_WORDS, Words
from romdoul.desks.needs import StaffRequest
from romdoul.doors.asking import done
from romdoul.queries.mentions import (
    ErasureProposal,
    Mention,
    Piece,
    read_erasure,
    read_to_erase,
)
from romdoul.staff.rights import Right

AROUND = 60


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a mention, and whether it is ticked to be replaced."""

    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A record that mentions the person, as the page asks about it.

    ``excerpts`` are what stands next to the mentions, ``cut`` if that is not all;
    ``open`` are the spellings of which nothing is decided yet.
    """

    mention: Mention
    label: Words
    excerpts: tuple[tuple[Piece, ...], ...]
    cut: bool
    open: tuple[Form, ...]
    reason: str
    decided: Decided | None = None


def erase(request: StaffRequest, *, ref: str, person: str) -> HttpResponse:
    found = read_to_erase(request.actor, person)
    form = EraseForm(request.POST or None, unfounded=found.unfounded)
    sent = request.method == "POST"
    if sent and done(form, lambda: _erase(request, person, form)):
        return redirect(home(ref))
    context = {
        "form": form,
        "found": found,
        "person": person,
        "rows": [_row(one, one.forms, request.POST) for one in found.mentions],
        "seen": _seen((one.ref, one.forms) for one in found.mentions),
        "back": home(ref),
    }
    status = 422 if sent else 200
    return render(request, "desks/cases/erase.html", context, status=status)


def _erase(request: StaffRequest, person: str, form: EraseForm) -> None:
    said = form.cleaned_data
    erased = erase_participant(
        request.actor,
        ref=person,
        rule=ErasureRule(said["rule"]),
        reason=said["reason"],
        decided=_decided(request.POST, said["kept"]),
    )
    text = (
        _("The person is erased.")
        if erased
        else _("It is proposed, and waits for a second person.")
    )
    messages.success(request, str(text))


def proposed(request: StaffRequest, *, ref: str, asked: str) -> HttpResponse:
    form = ConfirmErasureForm(request.POST or None)
    sent = request.method == "POST"
    if sent and done(form, lambda: _answer(request, asked, form)):
        return redirect(home(ref))
    found = read_erasure(request.actor, asked)
    left = [one for one in found.choices if one.undecided]
    context = {
        "form": form,
        "found": found,
        "rows": [
            _row(one.mention, one.undecided, request.POST, one.decided)
            for one in found.choices
        ],
        "seen": _seen((one.mention.ref, one.undecided) for one in left),
        "left": bool(left),
        "back": home(ref),
    } | _may(request, found)
    status = 422 if sent else 200
    return render(request, "desks/cases/erasure.html", context, status=status)


def _answer(request: StaffRequest, asked: str, form: ConfirmErasureForm) -> None:
    said = form.cleaned_data
    if request.POST.get("answer") == "confirm":
        decided = _decided(request.POST, said["kept"])
        confirm_erasure(
            request.actor, ref=asked, reason=said["reason"], decided=decided
        )
        messages.success(request, _("The person is erased."))
        return
    decline_proposal(request.actor, ref=asked, reason=said["reason"])
    messages.success(request, _("You declined; who proposed it will see why."))


def _may(request: StaffRequest, found: ErasureProposal) -> dict[str, object]:
    asked = found.proposal.asked
    waits = asked.status is TransitionStatus.PENDING
    own = asked.by_ref == request.actor.ref
    return {
        "stands": PROPOSAL_STANDS[asked.status],
        "waits": waits,
        "may_answer": waits and not own and request.actor.has(Right.CASE_CLOSE),
        "may_withdraw": waits and own,
        "rule": found.rule.label,
    }


def _row(
    mention: Mention,
    forms: Iterable[str],
    sent: QueryDict,
    decided: Decided | None = None,
) -> Row:
    """Return a mention as it is asked about: as ticked before, or where it is sure."""
    ticked = sent.getlist(f"replace:{mention.ref}") if sent else mention.sure
    excerpts = tuple(map(excerpt, filter(_mentions, mention.texts)))
    return Row(
        mention=mention,
        label=WORDING_WORDS[mention.wording.kind],
        excerpts=excerpts,
        cut=excerpts != mention.texts,
        open=tuple(Form(form, form in ticked) for form in forms),
        reason=sent.get(f"kept:{mention.ref}", ""),
        decided=decided,
    )


def _mentions(pieces: Iterable[Piece]) -> bool:
    return any(piece.mention for piece in pieces)


def excerpt(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return a text with the mentions and what stands next to them."""
    last = len(pieces) - 1
    return tuple(
        piece if piece.mention else _near(piece, after=at > 0, before=at < last)
        for at, piece in enumerate(pieces)
    )


def _near(piece: Piece, *, after: bool, before: bool) -> Piece:
    text = piece.text
    if len(text) <= AROUND * (after + before):
        return piece
    head = text[:AROUND] if after else ""
    tail = text[-AROUND:] if before else ""
    return Piece(f"{head} … {tail}", mention=False)


def _seen(shown: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return which spellings a page shows: of what it does not, nothing is decided."""
    return json.dumps({ref: list(forms) for ref, forms in shown}, ensure_ascii=False)


def _decided(sent: QueryDict, kept_because: str) -> list[Decided]:
    """Return what a form says of each mention that it showed."""
    found: list[Decided] = []
    for ref, forms in _shown(sent).items():
        ticked = set(sent.getlist(f"replace:{ref}"))
        kept = tuple(form for form in forms if form not in ticked)
        because = sent.get(f"kept:{ref}", "").strip() or kept_because
        found.append(
            Decided(
                ref=ref,
                replaced=tuple(form for form in forms if form in ticked),
                kept=kept,
                kept_because=because if kept else "",
            )
        )
    return found


def _shown(sent: QueryDict) -> dict[str, list[str]]:
    try:
        shown = json.loads(sent.get("seen", "{}"))
        return {str(ref): [str(form) for form in forms] for ref, forms in shown.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        # Not a page of ours: then nothing was decided, and the action says so.
        return {}
