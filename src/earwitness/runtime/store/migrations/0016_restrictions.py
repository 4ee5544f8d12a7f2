from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0015_release_clips"),
    ]

    operations = [
        migrations.CreateModel(
            name="RestrictionMarkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("marked", models.TextField(db_index=True)),
                ("restriction", models.TextField()),
                ("allowed", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "marked", "restriction"), name="one_mark"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RestrictionRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("subject", models.TextField(db_index=True)),
                ("body", models.JSONField()),
            ],
        ),
    ]
