"""The search page. What is searched for never stands in an address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from romdoul.cases.codes import Role
from romdoul.desks.needs import StaffRequest
from romdoul.desks.search.forms import SearchForm
from romdoul.doors.asking import done
from romdoul.queries.search import Hit, Way
from romdoul.queries.search import search as find


def search(request: StaffRequest) -> HttpResponse:
    form = SearchForm(request.POST or None)
    found: list[Hit] = []

    def act() -> None:
        found.extend(find(request.actor, form.cleaned_data["q"]))

    asked = request.method == "POST"
    answered = asked and done(form, act)
    context = {
        "form": form,
        "hits": [_shown(hit) for hit in found] if answered else None,
    }
    status = 422 if asked and not answered else 200
    return render(request, "desks/search/search.html", context, status=status)


def _shown(hit: Hit) -> dict[str, object]:
    words = {
        Way.REFERENCE: _("reference"),
        Way.PHONE: _("telephone number"),
        Way.NUMBER: _("number"),
        Way.NAME: _("name"),
    }
    return {
        "ref": hit.case or hit.report,
        "url": _address(hit),
        "name": hit.name,
        "role": Role(hit.role) if hit.role else None,
        "why": words[hit.way],
    }


def _address(hit: Hit) -> str:
    if hit.case:
        return f"/cases/{hit.case}/"
    return f"/hotline/{hit.report}/"
