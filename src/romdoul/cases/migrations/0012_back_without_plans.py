from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    """Going back, a first call asks to erase: of proposals the ledger tells."""
    here = schema_editor.connection.alias
    apps.get_model("cases", "ErasurePlan").objects.using(here).all().delete()
    apps.get_model("cases", "Erasure").objects.using(here).update(request=None)
    rows = apps.get_model("cases", "Transition").objects
    rows.using(here).filter(kind="erase").delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_erasure_plans")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget)]
