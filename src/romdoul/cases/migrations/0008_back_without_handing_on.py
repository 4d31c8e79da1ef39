from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    """Going back, only requests to lead are known; of the others the ledger tells."""
    rows = apps.get_model("cases", "Transition").objects
    here = rows.using(schema_editor.connection.alias)
    here.exclude(kind="assign").delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_tasks_handed_on")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget)]
