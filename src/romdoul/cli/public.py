"""``romdoul public``: what the public pages say of the organisation.

For the administrator, on the machine: the desks do not reach the public store.
"""

from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.site import values
from romdoul.site.changing import SHAPES, change_settings
from romdoul.site.giving.details import PREFIX, PROPOSED_BY, waiting
from romdoul.site.giving.details import SHAPES as GIVING
from romdoul.site.giving.proposing import propose_giving

OPERATOR = "operator"


def run(options: Options) -> Answer:
    """Show the values; with ``--set`` change some first.

    How to give is proposed alone: it stands after a second person confirmed it.
    """
    changes = dict(map(_pair, options.set or ()))
    giving = {key: value for key, value in changes.items() if key.startswith(PREFIX)}
    others = {key: value for key, value in changes.items() if key not in giving}
    if giving and others:
        raise WrongUse("Propose how to give by itself, without other settings.")
    if giving:
        propose_giving(OPERATOR, changes=giving)
    elif others:
        change_settings(OPERATOR, changes=others)
    return _shown()


def _shown() -> Answer:
    found = values.current()
    proposed = waiting(found) if PROPOSED_BY in found else None
    shown = {key: found.get(key, "") for key in (*SHAPES, *GIVING)}
    lines = [f"{key} = {value or '(not set)'}" for key, value in shown.items()]
    if proposed is not None:
        lines += ["", "Waits for a reviewer to confirm it in the editing:"]
        lines += [
            f"{key} = {proposed.get(key) or '(not set)'}"
            for key in GIVING
            if proposed.get(key, "") != shown[key]
        ]
    return Answer(lines=tuple(lines), data={"settings": shown, "proposed": proposed})


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise WrongUse("Write --set NAME=VALUE.")
    return key.strip(), value.strip()
