"""Template filters for moments; the exact one is always within reach."""

from datetime import date, datetime

from django import template
from django.http import QueryDict
from django.template import Context
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
    on = here.strftime("%Y-%m-%d")
    return format_html('<time datetime="{}">{}</time>', on, said.say_day(here))


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
    here = timezone.localtime(value)
    return _time(value, said.say_due(here, _now()), to=said.say_moment(here, _now()))


@register.filter
def due_state(value: datetime | None) -> str:
    """Give "late", "soon" or "later" for the look; nothing for nothing."""
    return "" if value is None else said.due_state(value, timezone.now())


@register.simple_tag
def exactly_now() -> str:
    """Write this moment as plain text, for who printed a page and when."""
    return said.say_exactly(_now())


@register.filter
def exactly(value: datetime | None) -> str:
    """Write the day and the minute, as plain text for print."""
    return "" if value is None else said.say_exactly(timezone.localtime(value))


@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str) -> str:
    """Return the address of this page in another language, with what else it says."""
    request = context.get("request")
    asked = request.GET.copy() if request else QueryDict(mutable=True)
    asked["lang"] = language
    return f"?{asked.urlencode()}"


@register.simple_tag
def words_for_moments() -> SafeString:
    """Give a script the words for moments, as attributes of the element."""
    words = said.words_for_script().items()
    return format_html_join("", ' data-{}="{}"', words)


def _now() -> datetime:
    return timezone.localtime(timezone.now())


def _time(value: datetime, words: str, *, to: str = "") -> SafeString:
    """Return the element; on paper the exact moment takes the place of such words.

    What is said of a distance ("2 days late") stays beside it: ``to`` is how the
    moment would be said without one.
    """
    here = timezone.localtime(value)
    return format_html(
        '<time class="{}" datetime="{}" title="{}">{}</time>',
        "moment" if to in {"", words} else "until",
        here.isoformat(timespec="minutes"),
        said.say_exactly(here),
        words,
    )
