"""The blind index: tokens that point at references and name nobody."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Token(models.Model):
    """One search key of one record, keyed so that only its holders can ask for it.

    It points by compartment and reference, without a foreign key: what it points
    at may lie anywhere, and is opened only by those who hold the compartment.
    """

    token = models.BinaryField(max_length=16)
    kind = models.CharField(max_length=12)
    compartment = models.CharField(max_length=32)
    ref = models.CharField(max_length=16)

    class Meta:
        indexes = [
            models.Index(name="token_found", fields=["token", "compartment", "ref"]),
            models.Index(name="token_of_ref", fields=["ref"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="token_is_whole", condition=Exact(Length("token"), 16)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
