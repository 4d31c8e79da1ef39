"""Template filters for moments; the exact one is always within reach."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from romdoul.config.formats import said

register = template.Library()
register.filter("digits", said.digits)
register.filter("numbers", said.numbers)


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day in full; nothing for nothing."""
    if value is None:
        return ""
    here = timezone.localtime(value) if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', str(here), said.say_day(here))


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment as people say it: "today 16:00"."""
    if value is None:
        return ""
    return _time(value, said.say_moment(timezone.localtime(value), _now()))


@register.filter
def due(value: datetime | None) -> str:
    """Write until when something waits: "in 3 days", "2 days late"."""
    if value is None:
        return ""
    return _time(value, said.say_due(timezone.localtime(value), _now()))


@register.filter
def due_state(value: datetime | None) -> str:
    """Give "late", "soon" or "later" for the look; nothing for nothing."""
    return "" if value is None else said.due_state(value, timezone.now())


@register.filter
def exactly(value: datetime | None) -> str:
    """Write the day and the minute, as plain text for print."""
    return "" if value is None else said.say_exactly(timezone.localtime(value))


@register.simple_tag
def words_for_moments() -> SafeString:
    """Give a script the words for moments, as attributes of the element."""
    words = said.words_for_script().items()
    return format_html_join("", ' data-{}="{}"', words)


def _now() -> datetime:
    return timezone.localtime(timezone.now())


def _time(value: datetime, words: str) -> SafeString:
    here = timezone.localtime(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        here.isoformat(timespec="minutes"),
        said.say_exactly(here),
        words,
    )
