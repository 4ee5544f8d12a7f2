from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0013_facts_and_grades"),
    ]

    operations = [
        migrations.CreateModel(
            name="GateLookRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("release", models.TextField()),
                ("edition", models.IntegerField()),
                ("body", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ReleaseStepRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("release", models.TextField()),
                ("edition", models.IntegerField()),
                ("body", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="SignOffRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("release", models.TextField()),
                ("edition", models.IntegerField()),
                ("body", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="WaiverRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("release", models.TextField()),
                ("edition", models.IntegerField()),
                ("body", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ReleaseDraftRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("release", models.TextField()),
                ("version", models.IntegerField()),
                ("body", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("release", "version"), name="one_draft_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseEditionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("release", models.TextField()),
                ("number", models.IntegerField()),
                ("body", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("release", "number"), name="one_edition")
                ],
            },
        ),
    ]
