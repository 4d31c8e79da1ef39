"""Every address of the desks names the right it needs, or is a known open door."""

from collections.abc import Iterator
from importlib import import_module

from django.urls import URLPattern, URLResolver

# Where somebody stands who is not signed in yet, or whose desk is locked.
OPEN_DOORS = {
    "sign-in/",
    "sign-in/code/",
    "sign-in/invitation/",
    "sign-in/recovery/",
    "sign-in/second-factor/",
    "sign-out/",
    "lock/",
    "unlock/",
    "waiting/",
}


def routes(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        else:
            yield here, pattern.callback


def routes_of(process: str) -> dict[str, object]:
    return dict(routes(import_module(f"romdoul.config.urls.{process}").urlpatterns))


def test_every_route_names_the_right_it_needs() -> None:
    found = routes_of("desks")
    nameless = {route for route, view in found.items() if not hasattr(view, "needs")}
    assert nameless == set()
    open_doors = {route for route, view in found.items() if not view.needs}  # type: ignore[attr-defined]
    assert open_doors <= OPEN_DOORS
    assert len(found) > len(OPEN_DOORS)


def test_nothing_public_asks_who_is_there() -> None:
    found = routes_of("intake")
    assert found
    assert not [route for route, view in found.items() if hasattr(view, "needs")]


def test_the_jobs_answer_no_request() -> None:
    assert routes_of("jobs") == {}
