from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_containers"),
    ]

    operations = [
        migrations.CreateModel(
            name="BagRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("head", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="TombstoneRow",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("body", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ForeignLedgerRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=64)),
                ("sequence", models.BigIntegerField()),
                ("at", models.CharField(max_length=40)),
                ("actor", models.TextField()),
                ("action", models.CharField(max_length=40)),
                ("subject", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "sequence"), name="one_foreign_entry")
                ],
            },
        ),
    ]
