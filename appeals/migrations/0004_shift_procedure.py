"""A shift keeps its procedure, and answers the browser that began it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("appeals", "0003_case_above"),
    ]

    operations = [
        migrations.AddField(
            model_name="shift",
            name="holder",
            field=models.CharField(
                db_index=True, default="", help_text="SHA-256 of the browser's secret; no person", max_length=64
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="shift",
            name="procedure",
            field=models.CharField(default="tessamere", help_text="id", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="shift",
            name="knobs",
            field=models.JSONField(default=dict, help_text="the procedure's, as they stood"),
        ),
    ]
