"""Every row of the ledger of months is covered by a digest in the log, and none is rewritten or taken out."""

from django.db import migrations

FORWARD = "SELECT chain_ledger('cover_month', 'village', 'person_id', '{month,line_id}', '{price_idr}')"
UNDO = "SELECT unchain_ledger('cover_month')"


class Migration(migrations.Migration):
    dependencies = [("membership", "0003_counts_by_area"), ("access", "0004_chain")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
