from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    """Going back, a request is put to somebody; of proposals the ledger tells."""
    rows = apps.get_model("cases", "Transition").objects
    rows.using(schema_editor.connection.alias).filter(to=None).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_proposals")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget)]
