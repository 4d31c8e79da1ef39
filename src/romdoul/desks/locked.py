"""The page of a locked desk: asks for the password and carries what was typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PASSWORD_FIELD = "desk-unlock-password"  # noqa: S105 - the name of a field
NOT_CARRIED = frozenset({PASSWORD_FIELD, "csrfmiddlewaretoken"})


def locked_page(
    request: HttpRequest, *, wrong: bool = False, over: bool = False
) -> HttpResponse:
    """Answer 423. A form comes back with every field, to be sent on once unlocked."""
    if request.headers.get("X-Poll") is not None:
        return HttpResponse(status=423)
    posted = request.method == "POST"
    context = {
        "carried": carried(request) if posted else [],
        "action": request.get_full_path() if posted else "/unlock/",
        "field": PASSWORD_FIELD if posted else "password",
        "next": "" if posted else request.get_full_path(),
        "files": bool(request.FILES) if posted else False,
        "wrong": wrong,
        "over": over,
    }
    return render(request, "desk/423.html", context, status=423)


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Return every field that was typed, in its order."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_CARRIED
        for value in values
    ]
