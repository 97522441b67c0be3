from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("play", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="life",
            name="undone",
            field=models.JSONField(blank=True, default=list, help_text="steps taken back, the next to be redone first"),
        ),
        migrations.AddField(
            model_name="life",
            name="pen",
            field=models.JSONField(blank=True, default=dict, help_text="bet, digests of saved reforms, ids given"),
        ),
    ]
