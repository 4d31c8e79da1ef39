"""What a worker types about their own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from romdoul.desks.forms import DeskForm
from romdoul.desks.sign_in.forms import NewPasswordForm, PasswordField


class ChangePasswordForm(NewPasswordForm):
    """The present password, and a new one twice."""

    old = PasswordField(label=_("Present password"))
    field_order = ("old", "password", "again")


class LanguageForm(DeskForm):
    """Which language the desks speak."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[("km", "ខ្មែរ"), ("en", "English")]
    )


class ConfirmForm(DeskForm):
    """The password, once more."""

    password = PasswordField(label=_("Password"))
