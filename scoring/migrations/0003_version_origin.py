"""Where a kept version came from, and when its link was last opened."""

import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_the_shipped(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("scoring", "RulebookVersion").objects.filter(author="Good Standing").update(origin="shipped")


class Migration(migrations.Migration):
    dependencies = (("scoring", "0002_job"),)

    operations = (
        migrations.AddField(
            model_name="rulebookversion",
            name="origin",
            field=models.CharField(
                choices=[
                    ("shipped", "an edition that shipped"),
                    ("reform", "saved with the pen"),
                    ("imported", "brought from a file"),
                ],
                default="reform",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="rulebookversion",
            name="asked_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, help_text="when its link was last opened, to the day"
            ),
        ),
        migrations.AlterField(
            model_name="rulebookversion",
            name="kept_at",
            field=models.DateTimeField(auto_now_add=True, db_index=True),
        ),
        migrations.RunPython(name_the_shipped, migrations.RunPython.noop),
    )
