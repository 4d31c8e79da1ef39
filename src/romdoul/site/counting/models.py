"""Sums by day, and nothing about anyone."""

from django.db import models


class Tally(models.Model):
    """How many more were counted of one thing on one day; rows are only ever added."""

    class Kind(models.TextChoices):
        """What was counted."""

        VIEW = "view"
        DOWNLOAD = "download"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    # A page's translation_key, or a document's number.
    subject = models.CharField(max_length=40)
    on = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(name="counting_of_a_subject", fields=["kind", "subject", "on"])
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.on}: {self.number}"
