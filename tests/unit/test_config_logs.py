"""No log line carries what was written, where from, or about whom."""

import logging
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings

from romdoul.config.logs import LOGGING, QuietFormatter


def line_of(name: str, *words: object, **more: object) -> str:
    record = logging.LogRecord(name, logging.ERROR, "", 0, "%s said", words, None)
    record.__dict__.update(more)
    return QuietFormatter().format(record)


def test_a_librarys_message_is_not_printed() -> None:
    match = SimpleNamespace(route="cases/<ref:ref>/")
    line = line_of(
        "django.request",
        "/cases/?name=somebody",
        status_code=500,
        request=SimpleNamespace(resolver_match=match),
    )
    assert line == "ERROR django.request 500 route=cases/<ref:ref>/"


def test_our_own_message_is_printed() -> None:
    assert line_of("romdoul.jobs", "deliver") == "ERROR romdoul.jobs deliver said"


def test_an_error_is_named_by_class_and_place_without_its_message() -> None:
    try:
        int("a name that nobody may read")
    except ValueError:
        line = line_of("django.db", "x", exc_info=sys.exc_info())
    assert "ValueError at test_config_logs.py:" in line
    assert "nobody" not in line


def test_logs_go_to_standard_error_alone_and_debug_is_off() -> None:
    assert set(LOGGING["handlers"]) == {"stderr"}  # type: ignore[call-overload]
    assert settings.DEBUG is False


@pytest.mark.parametrize("name", ["django.request", "django.security"])
def test_a_page_that_is_not_there_is_no_news(name: str) -> None:
    assert not logging.getLogger(name).isEnabledFor(logging.WARNING)
