"""Taking one's keys up again, after two custodians have recovered them."""

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from romdoul.actions.staff_recovery import finish_recovery
from romdoul.desks.sign_in.views import enter
from romdoul.doors.forms import NewPasswordForm
from romdoul.doors.routes import GET_POST, open_door, posted
from romdoul.kernel.errors import BadInput, WrongPassword


class RecoverForm(NewPasswordForm):
    """The one-time key that the custodians handed over, and a new password."""

    login = forms.CharField(
        label=gettext_lazy("Code name"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    one_time_key = forms.CharField(
        label=gettext_lazy("One-time key from the custodians"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("login", "one_time_key", "password", "again")


@open_door
@GET_POST
def recover(request: HttpRequest) -> HttpResponseBase:
    """Take the one-time key and a new password; the second factor comes next."""
    form = RecoverForm(posted(request))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            begun = finish_recovery(
                username=typed["login"],
                one_time_key=typed["one_time_key"],
                password=typed["password"],
            )
        except WrongPassword:
            form.add_error(
                None, _("This does not open anything. Check the name and the key.")
            )
        except BadInput as error:
            form.add_error(error.field or None, str(error.message))
        else:
            return enter(request, begun)
    status = 422 if form.is_bound else 200
    return render(request, "desks/sign_in/recover.html", {"form": form}, status=status)
