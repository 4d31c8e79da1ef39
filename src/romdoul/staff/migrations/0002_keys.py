"""Compartments, epochs, grants and escrow."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Compartment",
            fields=[
                (
                    "ref",
                    models.CharField(max_length=16, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "case"),
                            ("hotline", "hotline"),
                            ("safeguarding", "safeguarding"),
                            ("organisation", "organisation"),
                            ("insight", "insight"),
                            ("establishments", "establishments"),
                            ("operation", "operation"),
                            ("index", "index"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "epoch",
                    models.PositiveIntegerField(default=1, help_text="the current one"),
                ),
                ("rotation_due_since", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("rotation_due_since", None), _negated=True),
                        fields=["rotation_due_since"],
                        name="rotation_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "case",
                                    "hotline",
                                    "safeguarding",
                                    "organisation",
                                    "insight",
                                    "establishments",
                                    "operation",
                                    "index",
                                ],
                            )
                        ),
                        name="compartment_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("epoch__gte", 1)),
                        name="compartment_epoch_starts_at_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "establishments",
                                    "hotline",
                                    "index",
                                    "insight",
                                    "organisation",
                                    "safeguarding",
                                ],
                            )
                        ),
                        fields=("kind",),
                        name="one_standing_compartment_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Epoch",
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
                ("number", models.PositiveIntegerField()),
                ("public_key", models.BinaryField()),
                ("body", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("ladder", models.BinaryField(default=b"")),
                ("began_at", models.DateTimeField(help_text="to the quarter hour")),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="epochs",
                        to="staff.compartment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("compartment", "number"), name="one_epoch_of_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ladder", b""), ("number", 1)),
                            models.Q(
                                ("number__gt", 1),
                                models.Q(("ladder", b""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="only_the_first_epoch_has_no_ladder",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                ("epoch", models.PositiveIntegerField()),
                ("body", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("co_signature", models.BinaryField(default=b"")),
                ("co_signed_by", models.CharField(blank=True, max_length=16)),
                (
                    "wrapped",
                    models.BinaryField(
                        default=b"", help_text="RE1 to the member's key"
                    ),
                ),
                ("proof", models.BinaryField()),
                ("origin_body", models.BinaryField(default=b"")),
                ("origin_signature", models.BinaryField(default=b"")),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="staff.compartment",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=["worker", "compartment"],
                        name="live_grants_of_a_worker",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("compartment", "epoch", "worker"),
                        name="one_grant_per_epoch_and_worker",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None), ("wrapped", b""), _connector="OR"
                        ),
                        name="withdrawn_grant_has_no_wrap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("ref", models.CharField(max_length=16, unique=True)),
                (
                    "epoch",
                    models.PositiveIntegerField(help_text="the one it is sealed to"),
                ),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField(help_text="to the quarter hour")),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="staff.compartment",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Escrow",
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
                ("subject", models.CharField(help_text="W-… or K-….N", max_length=32)),
                ("sealed", models.BinaryField()),
                (
                    "inner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "outer", "inner"),
                        name="one_escrow_per_subject_and_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outer", models.F("inner")), _negated=True),
                        name="escrow_takes_two",
                    ),
                ],
            },
        ),
    ]
