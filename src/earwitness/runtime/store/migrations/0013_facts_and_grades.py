from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0012_number_ranges")]

    operations = [
        migrations.CreateModel(
            name="FactFileRow",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("version", models.IntegerField()),
                ("body", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name", "version"), name="one_fact_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="GradeRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("subject", models.TextField(db_index=True)),
                ("body", models.JSONField()),
            ],
        ),
    ]
