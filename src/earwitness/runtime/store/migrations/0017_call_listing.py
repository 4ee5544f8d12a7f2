from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0016_restrictions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedCallRow",
            fields=[
                ("call_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField(db_index=True, null=True)),
                ("day", models.DateField(db_index=True, null=True)),
                ("caller", models.TextField(default="")),
                ("called", models.TextField(default="")),
                ("duration_ms", models.BigIntegerField(db_index=True, null=True)),
                ("state", models.CharField(db_index=True, default="listed", max_length=16)),
                ("recordings", models.IntegerField(default=0)),
                ("turns", models.IntegerField(default=0)),
                ("claims", models.IntegerField(default=0)),
                ("call_digest", models.CharField(default="", max_length=64)),
                ("is_stale", models.BooleanField(db_index=True, default=True)),
            ],
        ),
        migrations.CreateModel(
            name="ListingStateRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(max_length=64)),
                ("sequence", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="CallFacetRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("call_id", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("value", models.TextField()),
                ("label", models.TextField()),
                ("folded", models.TextField()),
                ("standing", models.CharField(default="", max_length=16)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "value", "call_id"], name="facet_by_value")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call_id", "kind", "value"), name="one_facet_of_a_call"
                    )
                ],
            },
        ),
    ]
