"""The steps of a course, each at an address below the course's own.

All of them work as plain forms. What the device remembers comes and goes with each
request; see ``learning.progress``.
"""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from romdoul.documents.setting import Busy
from romdoul.site.learning import progress
from romdoul.site.learning.answering import (
    TOO_OFTEN,
    fault_of,
    go,
    go_on,
    show,
    show_page,
    way_of,
)
from romdoul.site.learning.appending import add_beginning, add_ending
from romdoul.site.learning.certificates import give_certificate
from romdoul.site.learning.forms import NameForm, StartForm, TestForm
from romdoul.site.learning.progress import Progress
from romdoul.site.learning.throttle import Limit, first_time
from romdoul.site.learning.way import Way

# Of one course on one device: a name may be misspelt, but not without end.
MOST_CERTIFICATES = 3
Course = Any
asked = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def course(request: HttpRequest, page: Course) -> HttpResponse:
    """Show the course: what it is for, its lessons, and how far this device is."""
    return show_page(request, way_of(request, page), page)


@asked
def start(request: HttpRequest, page: Course) -> HttpResponse:
    """Say what the device will remember, and begin."""
    way = way_of(request, page)
    if way.progress is not None:
        return go(way.next[1])
    today, posted = timezone.localdate(), request.POST
    form = StartForm(
        posted if request.method == "POST" else None,
        course=page.translation_key,
        today=today,
    )
    if request.method != "POST":
        return show(request, way, "start", {"form": form})
    if status := fault_of(request, form, Limit.GROUP):
        return show(request, way, "start", {"form": form}, status=status)
    begun = Progress.begun(form.cleaned_data["group"])
    return go_on(request, way, begun, way.step("before"))


@asked
def before(request: HttpRequest, page: Course) -> HttpResponse:
    """Ask the test before the lessons, once, and say no answer."""
    way = way_of(request, page)
    if way.progress is None or way.progress.before is not None:
        return go(way.next[1])
    form = TestForm(way.test, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return show(request, way, "test", {"form": form})
    if status := fault_of(request, form, Limit.RESULT):
        return show(request, way, "test", {"form": form}, status=status)
    tested = way.progress.tested_before(way.test, form.answers())
    if first_time(f"{tested.run}/began"):
        add_beginning(page.translation_key, tested, on=timezone.localdate())
    return go_on(request, way, tested, page.get_url())


@asked
def after(request: HttpRequest, page: Course) -> HttpResponse:
    """Ask the same test after the lessons; it may be tried again."""
    way = way_of(request, page)
    if way.progress is None or way.progress.before is None or not way.is_taught:
        return go(way.next[1])
    form = TestForm(way.test, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return show(request, way, "test", {"form": form, "is_after": True})
    if status := fault_of(request, form, Limit.RESULT):
        told = {"form": form, "is_after": True}
        return show(request, way, "test", told, status=status)
    ended = way.progress.tested_after(way.test, form.answers())
    if way.progress.after is None and first_time(f"{ended.run}/finished"):
        add_ending(page.translation_key, ended, on=timezone.localdate())
    return go_on(request, way, ended, way.step("result"))


@require_safe
def result(request: HttpRequest, page: Course) -> HttpResponse:
    """Show both scores, and what is right to each question."""
    way = way_of(request, page)
    if way.progress is None or way.progress.latest is None:
        return go(way.next[1])
    return show(request, way, "result", {"answered": _answered(way, way.progress)})


@asked
def certificate(request: HttpRequest, page: Course) -> HttpResponse:
    """Ask for a name, and answer with the certificate; the name is not kept."""
    way = way_of(request, page)
    if way.progress is None or not way.has_passed:
        return go(way.next[1])
    is_enough = way.progress.certificates >= MOST_CERTIFICATES
    form = NameForm(request.POST if request.method == "POST" else None)
    told = {"form": form, "is_enough": is_enough}
    if request.method != "POST" or is_enough:
        return show(request, way, "certificate", told)
    if status := fault_of(request, form, Limit.CERTIFICATE):
        return show(request, way, "certificate", told, status=status)
    try:
        pdf = give_certificate(request, page, form.cleaned_data["name"])
    except Busy:
        form.add_error(None, TOO_OFTEN)
        return show(request, way, "certificate", told, status=503)
    counted = replace(way.progress, certificates=way.progress.certificates + 1)
    progress.write(request, pdf, page, counted)
    return pdf


@asked
def remembered(request: HttpRequest, page: Course) -> HttpResponse:
    """Say what the device remembers, and let it forget."""
    way = way_of(request, page)
    if request.method != "POST":
        return show(request, way, "remembered", {"days": progress.LASTS_DAYS})
    response = show(request, Way(page, None), "forgotten")
    progress.forget(response, progress.places(page))
    return response


def _answered(way: Way, held: Progress) -> list[dict[str, object]]:
    """Return each question with what was chosen, unless the test has changed."""
    if held.shape != way.test.shape:
        return []
    pairs = zip(way.test.questions, held.answers, strict=True)
    return [
        {
            "question": question.text,
            "chosen": question.chosen(answer),
            "right": question.choices[question.right],
        }
        for question, answer in pairs
    ]
