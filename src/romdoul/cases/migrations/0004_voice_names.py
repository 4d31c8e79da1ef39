from typing import Any

from django.db import migrations, models
from django.db.models import F


def name_voices(apps: Any, schema_editor: Any) -> None:
    """Give voice messages the name that was their id until now."""
    rows = apps.get_model("cases", "ReportAttachment").objects
    rows.using(schema_editor.connection.alias).filter(name="").update(name=F("id"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_constraints")]

    operations = [
        migrations.AddField(
            model_name="reportattachment",
            name="name",
            field=models.CharField(default="", max_length=32),
            preserve_default=False,
        ),
        # Going back, the column goes and with it what was copied.
        migrations.RunPython(name_voices, migrations.RunPython.noop),
    ]
