from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0003_deliveries")]

    operations = [
        migrations.CreateModel(
            name="ContainerRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("source_path", models.TextField()),
                ("body", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sha256", "source_path"), name="one_container")
                ],
            },
        ),
        migrations.CreateModel(
            name="SeenFileRow",
            fields=[
                ("path", models.TextField(primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64)),
                ("signature", models.JSONField()),
            ],
        ),
    ]
