"""Headers on every answer, and no form from elsewhere."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from romdoul.config.answers import error_page, server_error
from romdoul.config.headers import DESK_HEADERS, PUBLIC_HEADERS
from romdoul.config.middleware.headers import protective_headers
from romdoul.config.middleware.language import language_of
from romdoul.config.middleware.origin import same_origin
from romdoul.config.middleware.refusals import answer_refusals, status_of
from romdoul.kernel.errors import (
    BadInput,
    Conflict,
    NotFound,
    Refused,
    RomdoulError,
    SealBroken,
)

asking = RequestFactory()


def yes(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("yes", headers={"Cache-Control": "max-age=60"})


def test_every_answer_has_the_headers_and_a_view_may_set_its_own() -> None:
    response = protective_headers(yes)(asking.get("/"))
    for name in ("Content-Security-Policy", "Referrer-Policy", "X-Frame-Options"):
        assert response.headers[name] == DESK_HEADERS[name]
    assert response.headers["Cache-Control"] == "max-age=60"


def script(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("1", content_type='text/javascript; charset="utf-8"')


def test_a_script_has_its_policy_for_a_worker_and_nothing_of_windows() -> None:
    response = protective_headers(script)(asking.get("/static/a.js"))
    for name in ("Content-Security-Policy", "Referrer-Policy"):
        assert response.headers[name] == DESK_HEADERS[name]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("X-Frame-Options", "Permissions-Policy"):
        assert name not in response.headers


@pytest.mark.parametrize("headers", [PUBLIC_HEADERS, DESK_HEADERS])
def test_the_policy_is_strict(headers: dict[str, str]) -> None:
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_only_the_public_pages_may_record_a_voice() -> None:
    assert "microphone=(self)" in PUBLIC_HEADERS["Permissions-Policy"]
    assert "microphone=()" in DESK_HEADERS["Permissions-Policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_our_own_form_is_taken_from_new_and_old_browsers(
    headers: dict[str, str],
) -> None:
    response = same_origin(yes)(asking.post("/", headers=headers))
    assert response.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)
def test_a_form_from_elsewhere_is_refused(headers: dict[str, str]) -> None:
    response = same_origin(yes)(asking.post("/", headers=headers))
    assert response.status_code == 403
    assert same_origin(yes)(asking.get("/", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("C-1"), 404),
        (Refused("case:close"), 403),
        (Conflict("C-1", 2), 409),
        (BadInput("no"), 422),
        (SealBroken("C-1", "seal"), 500),
    ],
)
def test_each_refusal_has_its_status(error: RomdoulError, status: int) -> None:
    assert status_of(error) == status
    answer = answer_refusals(yes).process_exception(asking.get("/"), error)
    assert answer is not None
    assert answer.status_code == status


def test_an_error_that_is_not_ours_is_left_to_django() -> None:
    assert answer_refusals(yes).process_exception(asking.get("/"), KeyError()) is None


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_shows_nothing_of_the_error(status: int) -> None:
    response = error_page(asking.get("/?name=somebody"), status)
    assert response.status_code == status
    assert b"somebody" not in response.content
    assert b"Traceback" not in response.content


def test_the_last_resort_answers_when_no_page_can_be_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_words: object) -> None:
        raise RuntimeError("no template either")

    monkeypatch.setattr("romdoul.config.answers.get_template", fail)
    response = server_error(asking.get("/"))
    assert response.status_code == 500
    assert b"RuntimeError" not in response.content


def test_a_desk_speaks_the_language_asked_for() -> None:
    assert language_of(asking.get("/?lang=en")) == "en"
    assert language_of(asking.get("/?lang=xx", headers={"Accept-Language": "fr"})) == (
        "km"
    )
