"""Which edition of the website is out."""

from django.db import models


class Edition(models.Model):
    """One row: a number that rises with everything that is published or withdrawn.

    What the public process keeps in memory is of one edition and ends with it.
    """

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
