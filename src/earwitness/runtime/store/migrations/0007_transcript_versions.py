from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0006_foreign_stamps"),
    ]

    operations = [
        migrations.CreateModel(
            name="TranscriptVersionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("number", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("body", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sha256", "number"), name="one_transcript_version"
                    )
                ],
            },
        ),
    ]
