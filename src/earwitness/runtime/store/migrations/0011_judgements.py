from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0010_source_statements"),
    ]

    operations = [
        migrations.CreateModel(
            name="JudgementRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("subject", models.TextField(db_index=True)),
                ("body", models.JSONField()),
            ],
        ),
    ]
