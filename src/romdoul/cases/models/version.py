"""Earlier versions of sealed records."""

from django.db import models


class RecordVersion(models.Model):
    """An earlier version of a sealed record, so that no save loses anything."""

    table = models.CharField(max_length=32)
    ref = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    compartment = models.CharField(max_length=16)
    epoch = models.PositiveIntegerField()
    sealed = models.BinaryField()
    data_key = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_record_a_version", fields=["ref", "version"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref}/{self.version}"
