"""What the organisation sets for its public pages, and what its clock notes."""

from django.db import models


class SiteSetting(models.Model):
    """One value by name: a telephone number, an address, the organisation's name.

    The names are listed in ``site.values``; none of it is secret.
    """

    key = models.CharField(primary_key=True, max_length=64)
    value = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.key


class LastDone(models.Model):
    """When the website's clock last did something, for ``romdoul doctor`` to say."""

    name = models.CharField(primary_key=True, max_length=32)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
