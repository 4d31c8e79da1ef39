"""What a reference points at, for whoever may see it; opens nothing."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from romdoul.cases.models import Case, Note, Participant, Report, Task
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible


@dataclass(frozen=True, slots=True)
class Pointer:
    """A record, and the case or the report that it stands in ("" for none)."""

    ref: str
    case: str
    report: str


def point(actor: Actor, ref: str) -> Pointer | None:
    """Return where a reference leads, or None: absent and hidden are the same."""
    match ref[0]:
        case "C":
            found = _seen(actor, Case.objects.filter(ref=ref), "ref")
            return Pointer(ref, found, "") if found else None
        case "P":
            return _within(actor, Participant.objects.filter(ref=ref), ref)
        case "N":
            return _within(actor, Note.objects.filter(ref=ref), ref)
        case "T":
            return _within(actor, Task.objects.filter(ref=ref), ref)
        case "R":
            found = _seen(actor, Report.objects.filter(ref=ref), "ref")
            return Pointer(ref, "", found) if found else None
        case _:
            return None


def _within(actor: Actor, rows: QuerySet[Model], ref: str) -> Pointer | None:
    found = _seen(actor, rows, "case__ref")
    return Pointer(ref, found, "") if found else None


def _seen(actor: Actor, rows: QuerySet[Model], column: str) -> str:
    return visible(rows, actor).values_list(column, flat=True).first() or ""
