from datetime import timedelta
from typing import Any

from django.db import migrations
from django.db.models import Count, Q

LEAST = 2


def clear_rosters(apps: Any, schema_editor: Any) -> None:
    """Take who left before this release off every case, and count who is left."""
    here = schema_editor.connection.alias
    seats = apps.get_model("cases", "Seat").objects.using(here)
    gone = seats.filter(worker__left_at__isnull=False).select_related("worker")
    model = apps.get_model("cases", "Departure")
    model.objects.using(here).bulk_create(
        model(case_id=s.case_id, worker_id=s.worker_id, at=_at(s.worker), why="left")
        for s in gone
    )
    gone.delete()
    of_who_left = Q(left_at__isnull=False)
    left = list(
        apps.get_model("staff", "Worker")
        .objects.using(here)
        .filter(of_who_left)
        .values_list("pk", flat=True)
    )
    cases = apps.get_model("cases", "Case").objects.using(here)
    tasks = apps.get_model("cases", "Task").objects.using(here)
    cases.filter(lead__in=left).update(lead=None)
    tasks.filter(assignee__in=left, status="open").update(assignee=None)
    counted = cases.annotate(many=Count("seats")).filter(many__lt=LEAST)
    for case in counted:
        cases.filter(pk=case.pk).update(short_since=case.opened_at)


def _at(worker: Any) -> Any:
    left = worker.left_at.replace(second=0, microsecond=0)
    return left - timedelta(minutes=left.minute % 15)


def give_tasks_to_someone(apps: Any, schema_editor: Any) -> None:
    """Going back, every task needs somebody: the lead, or who is longest on it."""
    here = schema_editor.connection.alias
    seats = apps.get_model("cases", "Seat").objects.using(here)
    workers = apps.get_model("staff", "Worker").objects.using(here)
    tasks = apps.get_model("cases", "Task").objects.using(here)
    for task in tasks.filter(assignee=None).select_related("case"):
        first = seats.filter(case=task.case).order_by("since", "id").first()
        heir = task.case.lead_id or (first and first.worker_id)
        task.assignee_id = heir or workers.order_by("pk").first().pk
        task.save(update_fields=["assignee"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_short_of_people"),
        ("staff", "0004_compartments_of_a_kind"),
    ]

    operations = [migrations.RunPython(clear_rosters, give_tasks_to_someone)]
