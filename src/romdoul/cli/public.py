"""``romdoul public``: what the public pages say of the organisation.

For the administrator, on the machine: the desks do not reach the public store.
"""

from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.site import values
from romdoul.site.changing import SHAPES, change_settings

OPERATOR = "operator"


def run(options: Options) -> Answer:
    """Show the values; with ``--set`` change some first."""
    if options.set:
        change_settings(OPERATOR, changes=dict(map(_pair, options.set)))
    found = values.current()
    shown = {key: found.get(key, "") for key in SHAPES}
    lines = tuple(f"{key} = {value or '(not set)'}" for key, value in shown.items())
    return Answer(lines=lines, data={"settings": shown})


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise WrongUse("Write --set NAME=VALUE.")
    return key.strip(), value.strip()
