"""What else is forgotten when somebody leaves in a hurry.

The form knows its own cookies. What other public pages let a device remember they
name here, in the URLs of their process; an address of theirs is no cookie's of ours.
"""

from collections.abc import Callable

from django.http import HttpResponse

Forgetting = Callable[[HttpResponse], None]
_also: list[Forgetting] = []


def forget_also(step: Forgetting) -> None:
    """Let leaving take this away too; naming it twice is naming it once."""
    if step not in _also:
        _also.append(step)


def forget_all(response: HttpResponse) -> None:
    """Take away whatever was named."""
    for step in _also:
        step(response)
