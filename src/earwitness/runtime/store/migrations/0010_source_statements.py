from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0009_memory_digests"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceStatementRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("body", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "version"), name="one_source_statement"
                    )
                ],
            },
        ),
    ]
