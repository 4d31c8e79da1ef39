"""What is typed about workers, and to the custodians."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.desks.forms import DeskForm
from romdoul.desks.words import ROLE_WORDS
from romdoul.staff.rights import Role

LARGEST_FILE = 200_000


def role_choices(*, manager: bool) -> list[tuple[str, Any]]:
    """Return the roles that can be chosen; a manager is certified by the root alone."""
    offered = [role for role in Role if manager or role is not Role.MANAGER]
    return [(role.value, ROLE_WORDS[role]) for role in offered]


class InviteForm(DeskForm):
    """A code name, roles, and the name that is sealed."""

    username = forms.CharField(
        label=_("Code name"),
        max_length=40,
        help_text=_("Small letters and digits. It stands in the clear: no real name."),
    )
    display_name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Sealed to the organisation."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=role_choices(manager=True),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("km", "ខ្មែរ"), ("en", "English")]
    )


class CertifyForm(DeskForm):
    """The check number that the worker reads out, and their roles."""

    number = forms.CharField(
        label=_("Check number that the worker reads to you"), max_length=40
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=role_choices(manager=False),
        widget=forms.CheckboxSelectMultiple,
    )


class RootRequestForm(DeskForm):
    """What the root is asked to certify."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=role_choices(manager=True),
        widget=forms.CheckboxSelectMultiple,
    )
    recipient = forms.CharField(
        label=_("Age recipient, for a custodian"), max_length=80, required=False
    )


class WhyForm(DeskForm):
    """Why; sealed to the organisation."""

    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class BreakGlassForm(WhyForm):
    """Into which compartment, and why."""

    compartment = forms.CharField(
        label=_("Reference of the compartment"), max_length=20
    )
    field_order = ("compartment", "reason")


class ResultForm(DeskForm):
    """A file that came back: from the custodians, or from the root."""

    file = forms.FileField(label=_("File"))

    def clean_file(self) -> bytes:
        """Return the content; raise when it is too large to be one."""
        found = self.cleaned_data["file"]
        if found.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large."))
        content: bytes = found.read()
        return content


class OneTimeKeyForm(DeskForm):
    """The one-time key that the custodians handed over."""

    one_time_key = forms.CharField(
        label=_("One-time key from the custodians"), max_length=200
    )
