"""Requests to the custodians."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0002_keys")]

    operations = [
        migrations.CreateModel(
            name="RecoveryRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("ref", models.CharField(max_length=32, unique=True)),
                ("compartment", models.CharField(max_length=16)),
                ("epoch", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sealed", models.BinaryField(default=b"")),
                (
                    "kind",
                    models.CharField(
                        choices=[("worker", "worker"), ("breakglass", "breakglass")],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "requested"),
                            ("returned", "returned"),
                            ("finished", "finished"),
                            ("reviewed", "reviewed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("requested_at", models.DateTimeField(help_text="to the quarter hour")),
                ("result", models.BinaryField(default=b"")),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="staff.compartment",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        help_text="whose, or for",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recoveries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["worker", "breakglass"]),
                            (
                                "status__in",
                                [
                                    "requested",
                                    "returned",
                                    "finished",
                                    "reviewed",
                                    "withdrawn",
                                ],
                            ),
                        ),
                        name="recovery_kind_and_status_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "worker"), ("subject", None)),
                            models.Q(
                                ("kind", "breakglass"),
                                models.Q(("subject", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="only_breakglass_names_a_compartment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "reviewed"), _negated=True),
                            models.Q(("reviewed_by", None), _negated=True),
                            _connector="OR",
                        ),
                        name="a_reviewed_recovery_names_who",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "worker"),
                            ("status__in", ["requested", "returned"]),
                        ),
                        fields=("worker",),
                        name="one_open_recovery_per_worker",
                    ),
                ],
            },
        ),
    ]
