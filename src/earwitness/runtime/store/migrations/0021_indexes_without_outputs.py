from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0020_objections"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="resultrow", name="store_resul_stage_433450_idx"),
        migrations.AddIndex(
            model_name="resultrow",
            index=models.Index(
                fields=["stage", "subject", "current", "key", "output_digest"],
                name="result_without_output",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerrow",
            index=models.Index(fields=["action", "sequence"], name="act_in_order"),
        ),
        migrations.AlterField(
            model_name="listedcallrow",
            name="is_stale",
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name="listedcallrow",
            index=models.Index(
                fields=["call_id"], condition=models.Q(is_stale=True), name="stale_listed_call"
            ),
        ),
    ]
