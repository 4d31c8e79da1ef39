"""What every form of the desks has in common."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.doors.forms import UnrememberedForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words: TypeAlias = str | _StrPromise
else:
    Words: TypeAlias = str
Choices = Sequence[tuple[str, Words]]
TEXT_MAX = 100_000
LINE_MAX = 300


class DeskForm(UnrememberedForm):
    """A form at a desk."""


class VersionedForm(DeskForm):
    """A form that changes a record which somebody else may change meanwhile."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def line(label: Words, *, required: bool = True, hint: Words = "") -> forms.CharField:
    """Return a field for one line of text."""
    return forms.CharField(
        label=label, required=required, help_text=hint, max_length=LINE_MAX
    )


def text(label: Words, *, required: bool = True, hint: Words = "") -> forms.CharField:
    """Return a field for a longer text; what is typed is kept as it is."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def moment(label: Words, *, hint: Words = "") -> forms.SplitDateTimeField:
    """Return a field for a day and a time of the organisation's own zone."""
    return forms.SplitDateTimeField(
        label=label,
        help_text=hint,
        widget=forms.SplitDateTimeWidget(
            date_attrs=_attrs("date", _("Day")),
            time_attrs=_attrs("time", _("Time")),
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
        input_date_formats=["%Y-%m-%d"],
        input_time_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"invalid": _("Give a day and a time.")},
    )


def _attrs(kind: str, label: Words) -> dict[str, Any]:
    return {"type": kind, "autocomplete": "off", "aria-label": label}


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field the choices that hold for this actor and this record."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = choices
