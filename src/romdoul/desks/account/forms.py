"""What a worker types about their own account."""

from django.utils.translation import gettext_lazy as _

from romdoul.desks.forms import DeskForm
from romdoul.doors.forms import PasswordField


class ConfirmForm(DeskForm):
    """The password, once more."""

    password = PasswordField(label=_("Password"))
