"""My day."""

from django.http import HttpResponse
from django.shortcuts import render

from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.staff_custodians import renew_custodians
from romdoul.desks.needs import StaffRequest
from romdoul.queries.day import my_day
from romdoul.queries.staff import day_notices
from romdoul.staff.rights import Right


def day(request: StaffRequest) -> HttpResponse:
    collect_reports(request.actor)
    renew_custodians(request.actor)
    found = my_day(request.actor)
    staff = day_notices(request.actor)
    has_cases = request.actor.has(Right.CASE_READ)
    context = {
        "day": found,
        "staff": staff,
        "has_cases": has_cases,
        "nothing": not (has_cases or found.desks or staff),
    }
    return render(request, "desks/day/day.html", context)
