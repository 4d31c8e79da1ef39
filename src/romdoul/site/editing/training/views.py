"""Trainings in the editing process: a code, what paper says, and the figures."""

import csv
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from romdoul.kernel.errors import BadInput, Conflict, NotFound
from romdoul.site.editing.training.chart import drawn
from romdoul.site.editing.training.forms import (
    ROWS,
    FiguresForm,
    OpenForm,
    PaperForm,
    as_entered,
)
from romdoul.site.learning.counted import (
    By,
    course_titles,
    current_sheets,
    get_line,
    list_lines,
)
from romdoul.site.learning.models import CourseGroup, PaperSheet
from romdoul.site.learning.officers import Officer, Right
from romdoul.site.learning.questions import test_of
from romdoul.site.learning.trainings import (
    close_training,
    correct_paper,
    enter_paper,
    open_training,
)
from romdoul.site.pages.models import CoursePage

NEWEST = 100


@require_safe
def list_all(request: HttpRequest) -> HttpResponse:
    """List the trainings, the newest first."""
    officer = Officer.of(request.user)
    officer.require(Right.READ)
    groups = CourseGroup.objects.order_by("-held_on", "-pk")[:NEWEST]
    titles = course_titles(get_language() or "km")
    rows = [(group, titles.get(group.course, "")) for group in groups]
    told = {"rows": rows, "may_open": Right.OPEN in officer.rights}
    return render(request, "training/list.html", told)


def open_one(request: HttpRequest) -> HttpResponse:
    """Open a training and show its code."""
    officer = Officer.of(request.user)
    officer.require(Right.OPEN)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = open_training(officer, **form.told())
        except BadInput as error:
            form.add_error(error.field or None, str(error))
        else:
            return redirect("training:show", code=code)
    status = 422 if form.errors else 200
    return render(request, "training/open.html", {"form": form}, status=status)


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show a training: its code, its sheets and its figures."""
    officer = Officer.of(request.user)
    officer.require(Right.READ)
    group = _group(code)
    told = {
        "group": group,
        "title": course_titles(get_language() or "km").get(group.course, ""),
        "sheets": group.sheets.order_by("-pk").select_related("replaced_by"),
        "line": get_line(officer, group),
        "may_close": group.is_open and Right.CLOSE in officer.rights,
        "may_enter": Right.ENTER in officer.rights,
    }
    return render(request, "training/show.html", told)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Take the code no more."""
    close_training(Officer.of(request.user), code=code)
    return redirect("training:show", code=code)


def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Enter what was written on paper, or a sheet in the place of a wrong one."""
    officer = Officer.of(request.user)
    officer.require(Right.ENTER, code)
    group = _group(code)
    wrong = _sheet(group, request.GET.get("instead", ""))
    form = _paper_form(request, group, wrong)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        try:
            _save(officer, group, wrong, form)
        except BadInput as error:
            form.add_error(None, str(error))
        except Conflict:
            form.add_error(None, _("Somebody has corrected this sheet already."))
        else:
            return redirect("training:show", code=code)
    status = 422 if form.is_bound and form.errors else 200
    told = {"form": form, "group": group, "wrong": wrong}
    return render(request, "training/paper.html", told, status=status)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show what the courses are worth, as a drawing and a table."""
    form, lines, whole = _lines(request)
    told = {"form": form, "lines": [*lines, whole], "chart": drawn([*lines, whole])}
    return render(request, "training/figures.html", told)


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Send the same table as a file."""
    _form, lines, whole = _lines(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="courses.csv"'
    # A spreadsheet reads Khmer as UTF-8 only with this mark.
    answer.write("\ufeff")
    rows = csv.writer(answer)
    rows.writerow(["part", "began", "finished", "before", "after", "gain"])
    for one in (*lines, whole):
        scores = [one.before, one.after, one.gain]
        told = ["" if score is None else f"{score:.1f}" for score in scores]
        rows.writerow([_inert(one.label), one.began, one.finished, *told])
    return answer


def _lines(request: HttpRequest) -> tuple[FiguresForm, list[Any], Any]:
    asked = FiguresForm(request.GET if "by" in request.GET else {"by": By.COURSE.value})
    told = asked.cleaned_data if asked.is_valid() else {}
    by = By(told.get("by") or By.COURSE)
    course = UUID(told["course"]) if told.get("course") else None
    lines, whole = list_lines(Officer.of(request.user), by, course=course)
    return asked, lines, whole


def _inert(label: str) -> str:
    """Keep a title from being a formula in somebody's spreadsheet."""
    return f"'{label}" if label[:1] in "=+-@\t\r" else label


def _group(code: str) -> CourseGroup:
    group = CourseGroup.objects.filter(code=code).first()
    if group is None:
        raise NotFound(code)
    return group


def _sheet(group: CourseGroup, ref: str) -> PaperSheet | None:
    if not ref:
        return None
    sheet = current_sheets().filter(group=group, ref=ref).first()
    if sheet is None:
        raise NotFound(ref)
    return sheet


def _paper_form(
    request: HttpRequest, group: CourseGroup, wrong: PaperSheet | None
) -> PaperForm:
    page = CoursePage.objects.filter(translation_key=group.course).first()
    total = test_of(page.test).total if page else 0
    known = as_entered(wrong) if wrong else {}
    rows = max(ROWS, len(known) // 2)
    if request.method != "POST":
        return PaperForm(None, total=total, rows=rows, initial=known)
    typed_rows = request.POST.get("rows", "")
    rows = int(typed_rows) if typed_rows.isdecimal() else rows
    if "more" in request.POST:
        typed = {name: value for name, value in request.POST.items() if value}
        return PaperForm(None, total=total, rows=rows + ROWS, initial=typed)
    return PaperForm(request.POST, total=total, rows=rows)


def _save(
    officer: Officer, group: CourseGroup, wrong: PaperSheet | None, form: PaperForm
) -> None:
    if wrong is None:
        enter_paper(officer, code=group.code, written=form.written())
    else:
        correct_paper(officer, sheet=wrong.ref, written=form.written())
