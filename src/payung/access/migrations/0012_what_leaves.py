"""A reading of a list is noted where the list lies, and a file in which nobody stands leaves its row as well."""

from django.db import migrations

# The one way to write that something was read, with the place of a row in this column.
READING = """
CREATE OR REPLACE FUNCTION record_reading(read_what text, read_table text, ids bigint[], why text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE first bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(quote_ident(read_table)) AND relrowsecurity) THEN
        RAISE EXCEPTION 'no table with people: %', read_table USING ERRCODE = 'undefined_table';
    END IF;
    EXECUTE format(
        'WITH noted AS (
            INSERT INTO history (at, by, table_name, row_ids, verb, village, what, reason)
            SELECT now(), written_by(), %1$L, array_agg(id ORDER BY id), ''R'', <PLACE>, $1, $3
            FROM %1$I WHERE id = ANY ($2) GROUP BY <PLACE> ORDER BY <PLACE>
            RETURNING id
        ) SELECT min(id) FROM noted', read_table<GIVEN>) INTO first USING read_what, ids, why;
    RETURN first;
END $$;
"""
# A list of a whole regency lies in no village: its place is its area, as for every other entry of the log about it.
BY_PLACE = READING.replace("<PLACE>", "%2$I").replace(
    "<GIVEN>", ", CASE read_table WHEN 'batch' THEN 'area' ELSE 'village' END"
)
BY_VILLAGE = READING.replace("<PLACE>", "village").replace("<GIVEN>", "")

LEAVING = """
-- A file of sums, or an empty one: nobody stands in it, but its number does. The row is of the region acted for, whose digits
-- are its number; 0 is the whole country.
CREATE FUNCTION record_leaving(read_what text, why text) RETURNS bigint LANGUAGE sql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO history (at, by, table_name, row_ids, verb, village, what, reason)
    VALUES (now(), written_by(), 'region', ARRAY[('0' || replace(acting('area'), '.', ''))::bigint], 'R', acting('area'), $1, $2)
    RETURNING id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0011_links_take_two")]
    operations = [
        migrations.RunSQL(BY_PLACE, BY_VILLAGE),
        migrations.RunSQL(LEAVING, "DROP FUNCTION record_leaving"),
    ]
