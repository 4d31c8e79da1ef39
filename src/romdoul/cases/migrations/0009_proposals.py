import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_back_without_handing_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="transition",
            name="transition_has_a_kind",
        ),
        migrations.AddField(
            model_name="transition",
            name="participant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="cases.participant",
            ),
        ),
        migrations.AlterField(
            model_name="transition",
            name="to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["assign", "hand_on", "unfounded", "not_unfounded"])
                ),
                name="transition_has_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["not_unfounded", "unfounded"]),
                        ("participant__isnull", False),
                        ("to", None),
                    ),
                    models.Q(
                        models.Q(
                            ("kind__in", ["not_unfounded", "unfounded"]), _negated=True
                        ),
                        ("participant", None),
                        ("to__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_a_proposal_is_about_a_person_and_to_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("participant", None),
                    models.Q(("status", "accepted"), _negated=True),
                    models.Q(
                        ("answered_by__isnull", False),
                        models.Q(("answered_by", models.F("by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="nobody_confirms_their_own_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "pending")),
                fields=("participant", "kind"),
                name="one_proposal_of_a_kind_waits_for_a_person",
            ),
        ),
    ]
