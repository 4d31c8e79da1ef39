import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_who_left"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="transition",
            name="transition_has_a_kind",
        ),
        migrations.AddField(
            model_name="transition",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="transition",
            name="task",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transitions",
                to="cases.task",
            ),
        ),
        migrations.AlterField(
            model_name="transition",
            name="kind",
            field=models.CharField(default="assign", max_length=16),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["assign", "hand_on"])),
                name="transition_has_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "hand_on"), ("task__isnull", False)),
                    models.Q(
                        models.Q(("kind", "hand_on"), _negated=True), ("task", None)
                    ),
                    _connector="OR",
                ),
                name="only_a_task_is_handed_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "pending")),
                fields=("task",),
                name="a_task_is_offered_once_at_a_time",
            ),
        ),
    ]
