from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_salts"),
    ]

    operations = [
        migrations.AddField(
            model_name="problemrow",
            name="digest",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="seenfilerow",
            name="digest",
            field=models.CharField(default="", max_length=64),
        ),
    ]
