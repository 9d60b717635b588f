"""Bank accounts: sealed, seen by their area, ended instead of deleted; they move along with their worker."""

import django.db.models.deletion
from django.db import migrations, models

import payung.sealing.field

FORWARD = """
-- What a column says that was not sealed is refused, whoever writes it.
CREATE FUNCTION is_sealed(text text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN text ~ '^v1:[0-9]+:[A-Za-z0-9+/]+=*$';
ALTER TABLE bank_account
    ADD CONSTRAINT bank_account_number_is_sealed CHECK (is_sealed(number) AND is_sealed(last_digits)),
    ADD CONSTRAINT bank_account_holder_is_sealed CHECK (is_sealed(holder_name));
SELECT protect_by_area('bank_account'), keep_history('bank_account'), require_known_villages('bank_account');

-- A worker who moves takes along what lies in the new village from then on; one statement for all who moved.
CREATE FUNCTION follow_the_person() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format('UPDATE %I AS kept SET village = fresh.village FROM fresh'
        ' WHERE kept.person_id = fresh.id AND kept.village <> fresh.village', TG_ARGV[0]);
    RETURN NULL;
END $$;
CREATE FUNCTION let_follow_the_person(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON person REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION follow_the_person(%L)', kept || '_follows_the_person', kept::text);
END $$;
REVOKE EXECUTE ON FUNCTION follow_the_person, let_follow_the_person FROM PUBLIC;
SELECT let_follow_the_person('bank_account');

DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON bank_account FROM payung_app;
        GRANT UPDATE (ended_at) ON bank_account TO payung_app;
    END IF;
END $$;
"""
UNDO = """
DROP TRIGGER bank_account_follows_the_person ON person;
DROP FUNCTION let_follow_the_person, follow_the_person;
ALTER TABLE bank_account DROP CONSTRAINT bank_account_number_is_sealed, DROP CONSTRAINT bank_account_holder_is_sealed;
DROP FUNCTION is_sealed;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_guarded"),
        ("sealing", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("bank", models.CharField(max_length=60)),
                ("holder_name", payung.sealing.field.SealedText(bound_to=("person_id", "entered_at"))),
                ("number", payung.sealing.field.SealedText(bound_to=("person_id", "entered_at"))),
                ("last_digits", payung.sealing.field.SealedText(bound_to=("person_id", "entered_at"))),
                ("entered_by", models.CharField(max_length=60)),
                ("entered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.person")),
            ],
            options={
                "db_table": "bank_account",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("person",),
                        name="bank_account_is_one_open_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bank", ""), _negated=True), name="bank_account_names_its_bank"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("ended_at__gte", models.F("entered_at")), _connector="OR"
                        ),
                        name="bank_account_ends_after_it_was_entered",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, UNDO),
    ]
