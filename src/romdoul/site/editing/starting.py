"""Starting Wagtail's widgets without a script in the page: see ``starting.js``."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser


def started(what: str, at: str, options: str) -> SafeString:
    """Return what lets the script start one widget; nobody sees it."""
    return format_html(
        '<span hidden data-controller="start" data-start-what-value="{}"'
        ' data-start-at-value="{}" data-start-options-value="{}"></span>',
        what,
        at,
        options,
    )


def render_chooser(
    self: BaseChooser, name: str, value: object, attrs: Mapping[str, Any], **_more: Any
) -> SafeString:
    """Return a chooser, as Wagtail's own method does but for its script."""
    at, shown = attrs["id"], self.get_value_data(value)
    options = json.dumps(self.get_js_init_options(at, name, shown))
    return format_html(
        "{}{}",
        self.render_html(name, shown, attrs),
        started(self.js_constructor, at, options),
    )
