"""References in addresses: nothing else matches, so nothing else reaches a query."""

from django.urls import register_converter


class RefConverter:
    """``C-7K2M-9QXA``, as the kernel writes it."""

    regex = "[A-Z]-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Make ``<ref:…>`` known to addresses; called once, when the app is ready."""
    register_converter(RefConverter, "ref")
