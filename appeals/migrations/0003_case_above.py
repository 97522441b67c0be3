from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("appeals", "0002_cases")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="above",
            field=models.JSONField(
                default=dict, help_text="what stood above the office then: fees, days, supervisor"
            ),
        ),
    ]
