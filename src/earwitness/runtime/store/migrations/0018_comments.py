from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0017_call_listing"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("subject", models.CharField(db_index=True, max_length=64)),
                ("body", models.JSONField()),
            ],
        ),
    ]
