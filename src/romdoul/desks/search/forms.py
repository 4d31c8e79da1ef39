"""What is searched for."""

from django.utils.translation import gettext_lazy as _

from romdoul.desks.forms import DeskForm, line


class SearchForm(DeskForm):
    """One line: a name in any order and spelling, a phone, or a reference."""

    q = line(_("Name, phone or reference"))
