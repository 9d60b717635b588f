"""The data keys. The program makes and reads them; only the owner of the tables changes or removes one."""

from django.db import migrations, models

RIGHTS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON data_key FROM payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wrapped", models.BinaryField()),
                ("sealed_by", models.BigIntegerField()),
            ],
            options={
                "db_table": "data_key",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sealed_by__gt", 0)), name="data_key_is_sealed_by_a_key")
                ],
            },
        ),
        migrations.RunSQL(RIGHTS, ""),
    ]
