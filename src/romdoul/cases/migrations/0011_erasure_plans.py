import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_back_without_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ErasurePlan",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="transition",
            name="transition_has_a_kind",
        ),
        migrations.RemoveConstraint(
            model_name="transition",
            name="only_a_proposal_is_about_a_person_and_to_nobody",
        ),
        migrations.AddField(
            model_name="erasure",
            name="request",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="erasure",
                to="cases.transition",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["assign", "hand_on", "unfounded", "not_unfounded", "erase"],
                    )
                ),
                name="transition_has_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["erase", "not_unfounded", "unfounded"]),
                        ("participant__isnull", False),
                        ("to", None),
                    ),
                    models.Q(
                        models.Q(
                            ("kind__in", ["erase", "not_unfounded", "unfounded"]),
                            _negated=True,
                        ),
                        ("participant", None),
                        ("to__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_a_proposal_is_about_a_person_and_to_nobody",
            ),
        ),
        migrations.AddField(
            model_name="erasureplan",
            name="erasure",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="plan",
                to="cases.erasure",
            ),
        ),
    ]
