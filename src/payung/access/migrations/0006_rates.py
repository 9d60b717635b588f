"""How often somebody asked: counted by all processes in one table, whose loss in a crash would hurt nobody."""

from django.db import migrations

RATES = """
-- Unlogged: a count is worth one minute. A bucket is a keyed hash of a user or an address together with the limit.
CREATE UNLOGGED TABLE rate (
    bucket bytea NOT NULL,
    window_start bigint NOT NULL,
    hits integer NOT NULL CONSTRAINT rate_counts_at_least_one_hit CHECK (hits > 0),
    PRIMARY KEY (bucket, window_start)
) WITH (fillfactor = 50);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0005_sign_in")]
    operations = [migrations.RunSQL(RATES, "DROP TABLE rate")]
