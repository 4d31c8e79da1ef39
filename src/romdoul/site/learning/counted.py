"""Reading what was learnt: sums by course, training, month or province."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from romdoul.site.learning.figures import Line, Pair, Part, line, lines, together
from romdoul.site.learning.models import CourseGroup, CourseResult, PaperSheet
from romdoul.site.learning.officers import Officer, Right
from romdoul.site.learning.provinces import Province
from romdoul.site.pages.models import CoursePage

Stage, How = CourseResult.Stage, CourseResult.How


class By(StrEnum):
    """How the figures are split."""

    COURSE = "course"
    GROUP = "group"
    MONTH = "month"
    PROVINCE = "province"


def list_lines(
    actor: Officer, by: By, *, course: UUID | None = None
) -> tuple[list[Line], Line]:
    """Return the figures split one way, and those of all together.

    Raises Refused.
    """
    actor.require(Right.READ)
    parts = _parts(_label(by), course)
    rest = _("Parts with fewer than five people, together")
    whole = line(_("All together"), together(parts.values()))
    return lines(dict(sorted(parts.items())), rest=rest), whole


def get_line(actor: Officer, group: CourseGroup) -> Line:
    """Return the figures of one training; raise Refused."""
    actor.require(Right.READ)
    parts = _parts(lambda row: str(row.group.code if row.group else ""), group.course)
    return line(group.code, parts.get(group.code, Part()))


def course_titles(language: str) -> dict[UUID, str]:
    """Return the title of each course, in this language where it has one."""
    pages = CoursePage.objects.select_related("locale").order_by("path")
    found: dict[UUID, str] = {}
    for page in pages:
        if page.locale.language_code == language or page.translation_key not in found:
            found[page.translation_key] = page.title
    return found


def current_sheets() -> QuerySet[PaperSheet]:
    """Return the sheets that no other has replaced."""
    return PaperSheet.objects.filter(replaced_by=None).select_related("group")


def _parts(label: Callable[[Any], str], course: UUID | None) -> dict[str, Part]:
    parts: dict[str, Part] = defaultdict(Part)
    for sheet in _of(course, current_sheets(), "group__course"):
        on_paper = _AsRow(sheet.group)
        parts[label(on_paper)].add(Part(sheet.began, sheet.finished))
    for row in _of(course, _results(), "course"):
        online = row.how == How.ONLINE
        part = Part(
            int(online and row.stage == Stage.BEGAN),
            int(online and row.stage == Stage.FINISHED),
            _pairs(row),
        )
        parts[label(row)].add(part)
    return parts


def _pairs(row: CourseResult) -> list[Pair]:
    if row.before is None or row.after is None:
        return []
    return [Pair(row.before, row.after, row.total)]


def _results() -> QuerySet[CourseResult]:
    rows = CourseResult.objects.select_related("group")
    return rows.filter(sheet__replaced_by=None)


def _of(course: UUID | None, rows: QuerySet[Any], column: str) -> Iterable[Any]:
    return (rows.filter(**{column: course}) if course else rows).iterator()


class _AsRow:
    """A training as its sheet counts: on the day it was held."""

    def __init__(self, group: CourseGroup) -> None:
        self.group, self.course, self.on = group, group.course, group.held_on


def _label(by: By) -> Callable[[Any], str]:
    alone = _("Without a training")
    match by:
        case By.COURSE:
            titles = course_titles(get_language() or "km")
            return lambda row: titles.get(row.course, str(row.course))
        case By.GROUP:
            return lambda row: row.group.code if row.group else alone
        case By.MONTH:
            return lambda row: f"{row.on:%Y-%m}"
        case By.PROVINCE:
            return lambda row: _province(row.group) or alone


def _province(group: CourseGroup | None) -> str:
    code = group.province if group else ""
    return str(Province(code).label) if code else ""
