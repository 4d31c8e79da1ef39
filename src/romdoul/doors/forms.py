"""What is typed on the way in, and about one's own account."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from romdoul.doors.rules import SHORTEST


class UnrememberedForm(forms.Form):
    """A form whose fields the browser does not remember.

    Chromium writes what is typed into fields with autocompletion into its own
    session files; names and stories may not go there.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
            if field.label:
                # Each line of the summary above a form says which field it means.
                said = _("Fill in: %(field)s") % {"field": field.label}
                field.error_messages["required"] = said


class PasswordField(forms.CharField):
    """A password: a password manager may fill it, as no other field may be."""

    def __init__(self, *, new: bool = False, **about: Any) -> None:
        kind = "new-password" if new else "current-password"
        widget = forms.PasswordInput(attrs={"autocomplete": kind})
        super().__init__(strip=False, max_length=200, widget=widget, **about)


class SignInForm(UnrememberedForm):
    """Name and password."""

    login = forms.CharField(
        label=_("Code name"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    password = PasswordField(label=_("Password"))
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class NewPasswordForm(UnrememberedForm):
    """A new password, typed twice."""

    password = PasswordField(label=_("New password"), new=True)
    again = PasswordField(label=_("The same password again"), new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("At least %(least)d characters; several words are easy to keep.")
        self.fields["password"].help_text = said % {"least": SHORTEST}

    def clean(self) -> dict[str, object]:
        """Raise unless both are the same."""
        cleaned = super().clean() or {}
        if "again" in cleaned and cleaned.get("password") != cleaned["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        return cleaned


class InvitationForm(NewPasswordForm):
    """The one-time code that somebody was handed, and a password of their own."""

    code = forms.CharField(label=_("One-time code from your invitation"), max_length=60)
    field_order = ("code", "password", "again")


class ChangePasswordForm(NewPasswordForm):
    """The present password, and a new one twice."""

    old = PasswordField(label=_("Present password"))
    field_order = ("old", "password", "again")


class LanguageForm(UnrememberedForm):
    """Which language is spoken to somebody who is signed in."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[("km", "ខ្មែរ"), ("en", "English")]
    )


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """allauth's form for the second step, in our words."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code from your authenticator app, or a recovery code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )


class FirstCodeForm(UnrememberedForm):
    """The first code of a new authenticator app."""

    code = forms.CharField(
        label=_("Code that the app shows now"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )
