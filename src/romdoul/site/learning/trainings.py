"""Trainings: their codes, and what was written on paper in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, Conflict, NotFound
from romdoul.kernel.refs import new_code, new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store
from romdoul.site.learning.models import (
    CODE_LENGTH,
    CourseGroup,
    CourseResult,
    PaperSheet,
)
from romdoul.site.learning.officers import Officer, Right

SHEET = "B"
MOST_PEOPLE = 500


@dataclass(frozen=True, slots=True)
class Scores:
    """One learner's scores on paper, as far as they are known."""

    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """What a sheet says: scores, or only how many began and how many finished."""

    total: int
    scores: Sequence[Scores] = ()
    began: int = 0
    finished: int = 0


@action(store=Store.SITE)
def open_training(
    actor: Officer, *, course: UUID, held_on: date, closes_on: date, province: str
) -> str:
    """Open a training of a course; return the code that its learners type.

    Raises BadInput where its code would end before it is held.
    """
    actor.require(Right.OPEN)
    if closes_on < held_on:
        raise BadInput(_("The code cannot end before the training."), field="closes_on")
    group = CourseGroup.objects.create(
        code=_fresh_code(),
        course=course,
        held_on=held_on,
        closes_on=closes_on,
        province=province,
    )
    record(actor, Event.TRAINING_OPENED, group.code)
    return group.code


@action(store=Store.SITE)
def close_training(actor: Officer, *, code: str) -> None:
    """Let nobody begin with this code any more.

    Raises NotFound.
    """
    group = _group(code)
    actor.require(Right.CLOSE, code)
    if not group.is_open:
        nothing_to_record()
        return
    group.is_open = False
    group.save(update_fields=["is_open"])
    record(actor, Event.TRAINING_CLOSED, code)


@action(store=Store.SITE)
def enter_paper(actor: Officer, *, code: str, written: Written) -> str:
    """Add what was written on paper in a training; return the sheet's reference.

    Raises BadInput for numbers that cannot be, and NotFound.
    """
    group = _group(code)
    actor.require(Right.ENTER, code)
    sheet = _add_sheet(group, written, replaces=None)
    record(actor, Event.TRAINING_PAPER_ENTERED, code, sheet.ref)
    return sheet.ref


@action(store=Store.SITE)
def correct_paper(actor: Officer, *, sheet: str, written: Written) -> str:
    """Put a new sheet in the place of one that was wrong, which stays to be read.

    Raises BadInput, NotFound, and Conflict where somebody corrected it already.
    """
    wrong = PaperSheet.objects.select_for_update().filter(ref=sheet).first()
    if wrong is None:
        raise NotFound(sheet)
    actor.require(Right.ENTER, sheet)
    if PaperSheet.objects.filter(replaces=wrong).exists():
        raise Conflict(sheet, 1)
    right = _add_sheet(wrong.group, written, replaces=wrong)
    refs = (wrong.group.code, right.ref, wrong.ref)
    record(actor, Event.TRAINING_PAPER_CORRECTED, *refs)
    return right.ref


def _add_sheet(
    group: CourseGroup, written: Written, *, replaces: PaperSheet | None
) -> PaperSheet:
    told = _told(written)
    sheet = PaperSheet.objects.create(
        ref=new_ref(SHEET),
        group=group,
        entered_on=timezone.localdate(),
        replaces=replaces,
        began=told.began,
        finished=told.finished,
    )
    CourseResult.objects.bulk_create(
        _result(group, sheet, one, written.total) for one in told.scores
    )
    return sheet


def _told(written: Written) -> Written:
    """Return the sheet with people counted; raise BadInput where it cannot be."""
    known = [one for one in written.scores if (one.before, one.after) != (None, None)]
    for one in known:
        if any(not 0 <= (score or 0) <= written.total for score in _both(one)):
            raise BadInput(_("A score lies between 0 and the number of questions."))
    began = max(written.began, len(known))
    finished = max(written.finished, sum(one.after is not None for one in known))
    if not began:
        raise BadInput(_("Write down at least one person."))
    if finished > began or began > MOST_PEOPLE:
        raise BadInput(_("More people finished than began, or too many in all."))
    return Written(written.total, known, began, finished)


def _both(one: Scores) -> tuple[int | None, int | None]:
    return one.before, one.after


def _result(
    group: CourseGroup, sheet: PaperSheet, one: Scores, total: int
) -> CourseResult:
    stages = CourseResult.Stage
    return CourseResult(
        course=group.course,
        group=group,
        sheet=sheet,
        on=group.held_on,
        how=CourseResult.How.PAPER,
        stage=stages.BEGAN if one.after is None else stages.FINISHED,
        before=one.before,
        after=one.after,
        total=total,
    )


def _group(code: str) -> CourseGroup:
    group = CourseGroup.objects.select_for_update().filter(code=code).first()
    if group is None:
        raise NotFound(code)
    return group


def _fresh_code() -> str:
    code = new_code(CODE_LENGTH)
    taken = CourseGroup.objects.filter(code=code).exists()
    return _fresh_code() if taken else code
