from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0019_listed_speakers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ObjectionRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("subject", models.CharField(db_index=True, max_length=64)),
                ("release", models.TextField(db_index=True)),
                ("body", models.JSONField()),
            ],
        ),
    ]
