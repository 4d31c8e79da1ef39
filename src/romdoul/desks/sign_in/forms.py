"""What is typed to unlock a desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.doors.forms import PasswordField, UnrememberedForm


class UnlockForm(UnrememberedForm):
    """The password, and where to go on."""

    password = PasswordField(label=_("Password"))
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
