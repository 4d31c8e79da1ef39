"""A line drawing within its page: a sprite of all would weigh more than the few."""

import re
from pathlib import Path

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_FILE = Path(__file__).parents[1] / "drawings.svg"
_SYMBOL = re.compile(r'<symbol id="(\w+)"[^>]*>(.*?)</symbol>')
DRAWN = dict(_SYMBOL.findall(_FILE.read_text()))


@register.simple_tag
def drawn(name: str) -> SafeString:
    """Draw one of ``drawings.svg`` by its name; nothing for one that is not there."""
    lines = DRAWN.get(name)
    if lines is None:
        return SafeString("")
    # The lines are a file of ours, never an editor's.
    return mark_safe(  # noqa: S308
        '<svg class="drawing" viewBox="0 0 48 48" aria-hidden="true"'
        f' focusable="false">{lines}</svg>'
    )
