"""Logs that cannot carry what somebody wrote, where from, or about whom.

Only warnings and worse, to standard error only. From code that is not ours only
the kind of what happened is printed: messages of libraries may quote values.
"""

import logging
import traceback
from pathlib import Path


class QuietFormatter(logging.Formatter):
    """Prints level, logger, route and the places an error passed; no values."""

    def format(self, record: logging.LogRecord) -> str:
        words = [record.levelname, record.name]
        if record.name.startswith("romdoul"):
            words.append(record.getMessage())
        words += [route_of(record), error_of(record)]
        return " ".join(word for word in words if word)


def route_of(record: logging.LogRecord) -> str:
    """Return the pattern of the route, never the address that was asked for."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    status = getattr(record, "status_code", "")
    return f"{status} route={match.route}" if match else f"{status}"


def error_of(record: logging.LogRecord) -> str:
    """Return an error's class and the lines it passed, without its message."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames[::-1])
    return f"{type(error).__name__} at {places}"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": QuietFormatter}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "quiet",
            "level": "WARNING",
        },
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A page that was not found is no news, and its address is nobody's business.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
