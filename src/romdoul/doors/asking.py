"""Between a form and an action: what the action cannot take goes back to the form."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from romdoul.kernel.errors import BadInput

T = TypeVar("T")


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Run an action if the form is whole; None when it has to be shown again.

    What the action cannot take is said beside the field it belongs to. Conflict,
    NotFound and Refused are the caller's, or the middleware's.
    """
    got: list[T] = []
    return got[0] if done(form, lambda: got.append(act())) else None


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Run an action if the form is whole; False when it has to be shown again."""
    if not form.is_valid():
        return False
    try:
        act()
    except BadInput as error:
        field = error.field if error.field in form.fields else None
        form.add_error(field, str(error.message))
        return False
    return True
