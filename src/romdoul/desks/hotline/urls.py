"""Routes of a desk that receives reports."""

from functools import partial

from django.urls import URLPattern, path

from romdoul.desks.hotline import deciding, views
from romdoul.desks.hotline.places import Place
from romdoul.desks.needs import needs
from romdoul.staff.rights import Right


def routes(place: Place) -> list[URLPattern]:
    """Return the routes of one desk, each with the right it needs."""

    def at(address: str, view: views.View, right: Right) -> URLPattern:
        return path(address, needs(right)(partial(view, place=place)))

    opening = [
        at("<ref:ref>/open-case/", deciding.open_case, Right.CASE_CREATE)
        for _ in range(place.opens_cases)
    ]
    passing = [
        at("<ref:ref>/safeguarding/", deciding.pass_on, place.decide)
        for _ in range(place.passes_on)
    ]
    return [
        at("", views.inbox, place.read),
        at("list/", views.inbox_list, place.read),
        at("<ref:ref>/", views.report, place.read),
        at("<ref:ref>/read/", views.read, place.read),
        at("<ref:ref>/voice/", views.voice, place.read),
        at("<ref:ref>/answer/", deciding.answer, place.answer),
        at("<ref:ref>/triage/", deciding.triage, place.decide),
        at("<ref:ref>/decide/", deciding.decide, place.decide),
        *opening,
        *passing,
    ]
