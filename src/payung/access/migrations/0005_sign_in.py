"""Signing in: waits after wrong tries, codes that have opened, invitations, identities, and tokens of programs."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

HISTORY = """
-- Whether a user holds a role that lies outside an area: such a user is not the area's to let in or to throw out.
CREATE FUNCTION holds_outside(asked_username text, asked_area text) RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp RETURN EXISTS (
        SELECT FROM role_held WHERE username = asked_username AND left(area, length(asked_area)) <> asked_area
    );

SELECT keep_history_at('invitation', 'acting(''area'')', 'id', '{token_hash}'),
    keep_history_at('identity_link', 'acting(''area'')'),
    keep_history_at('service_token', 'area', 'id', '{token_hash}'),
    keep_history_at('mfa_authenticator', 'acting(''area'')', 'id', '{data}');
"""
UNDO_HISTORY = """
SELECT forget_history('invitation'), forget_history('identity_link'), forget_history('service_token'),
    forget_history('mfa_authenticator');
DROP FUNCTION holds_outside;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_chain"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.CreateModel(
            name="ServiceToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("token_hash", models.CharField(max_length=64)),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None),
                ),
                ("area", models.CharField(blank=True, db_collation="C", max_length=13)),
                ("made_by", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "service_token",
                "constraints": [
                    models.UniqueConstraint(fields=("name",), name="service_token_name_is_one"),
                    models.UniqueConstraint(fields=("token_hash",), name="service_token_hash_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="service_token_expires_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("permissions__len__gte", 1)), name="service_token_may_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInWait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=64)),
                ("wrong", models.IntegerField()),
                ("last_at", models.DateTimeField(db_index=True)),
                ("wait_until", models.DateTimeField()),
            ],
            options={
                "db_table": "sign_in_wait",
                "constraints": [
                    models.UniqueConstraint(fields=("about", "key"), name="sign_in_wait_is_one_per_key"),
                    models.CheckConstraint(condition=models.Q(("wrong__gte", 0)), name="sign_in_wait_counts_up"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsedCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "used_code",
                "constraints": [models.UniqueConstraint(fields=("key",), name="used_code_opens_once")],
            },
        ),
        migrations.CreateModel(
            name="IdentityLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(blank=True, max_length=190)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "identity_link",
                "constraints": [
                    models.UniqueConstraint(fields=("user",), name="identity_link_is_one_per_user"),
                    models.UniqueConstraint(
                        condition=models.Q(("subject", ""), _negated=True),
                        fields=("subject",),
                        name="identity_link_subject_is_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("email",),
                        name="identity_link_email_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="identity_link_says_who",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "invitation",
                "constraints": [
                    models.UniqueConstraint(fields=("token_hash",), name="invitation_token_is_one"),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True), ("used_at__isnull", True)),
                        fields=("user",),
                        name="invitation_is_open_once_per_user",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="invitation_expires_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"),
                        name="invitation_is_used_or_revoked",
                    ),
                ],
            },
        ),
        migrations.RunSQL(HISTORY, UNDO_HISTORY),
    ]
