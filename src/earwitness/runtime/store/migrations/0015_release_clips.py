from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0014_releases"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleaseClipRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("release", models.TextField()),
                ("clip", models.TextField()),
                ("version", models.IntegerField()),
                ("body", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "clip", "version"), name="one_clip_of_a_draft_version"
                    )
                ],
            },
        ),
    ]
