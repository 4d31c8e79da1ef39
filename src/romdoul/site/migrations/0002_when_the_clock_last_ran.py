from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("site", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="LastDone",
            fields=[
                (
                    "name",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
