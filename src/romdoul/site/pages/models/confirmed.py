"""When somebody last looked at what we lead to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConfirmedLink(models.Model):
    """An address elsewhere, and the day on which a person found it as it should be."""

    address = models.CharField(_("address"), max_length=500, unique=True)
    confirmed_on = models.DateField(_("confirmed on"))

    def __str__(self) -> str:
        return self.address
