from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0018_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedVoiceRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.CharField(db_index=True, max_length=64)),
                ("voice", models.CharField(max_length=64)),
                ("call_id", models.CharField(db_index=True, max_length=64)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("speaker_label", models.CharField(max_length=120)),
                ("speech_ms", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ListedCandidateRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("speaker", models.CharField(max_length=80)),
                ("call_id", models.CharField(db_index=True, max_length=64)),
                ("side", models.CharField(max_length=8)),
                ("speaker_label", models.CharField(max_length=120)),
                ("line", models.CharField(db_index=True, max_length=64)),
                ("attribution", models.CharField(max_length=64)),
                ("person", models.CharField(max_length=64)),
                ("name", models.TextField()),
                ("folded", models.TextField()),
                ("probability", models.FloatField()),
                ("judgement", models.CharField(max_length=16)),
                ("profiles", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["speaker", "person", "probability"], name="candidate_by_speaker"
                    ),
                    models.Index(fields=["person", "speaker"], name="candidate_by_person"),
                ],
            },
        ),
    ]
