-- One worker placed by bare SQL, as pgbench runs it: a person, a seat, the places of both levels, two months of cover.
\set at random(1, 180)
\set number random(1, 999999999999)
BEGIN;
SELECT set_config('payung.area_from', '32.14', true), set_config('payung.area_until', '32.14~', true),
    set_config('payung.numbers_from', '32.14', true), set_config('payung.numbers_until', '32.14~', true),
    set_config('payung.area', '32.14', true), set_config('payung.by', 'bench', true);
WITH place AS (
    SELECT code FROM region WHERE code >= '32.14' AND code < '32.14~' AND length(code) = 13 ORDER BY code OFFSET :at LIMIT 1
), line AS (
    SELECT id FROM funding_line LIMIT 1
), taken AS (
    UPDATE quota SET taken = taken + 1 FROM line, place
    WHERE line_id = line.id AND quota.region IN ('32', place.code) AND taken < places RETURNING 1
), worker AS (
    INSERT INTO person (nik, name, birth_on, village)
    SELECT '3299' || lpad(:number::text, 12, '0'), 'P', '1980-05-17', code FROM place RETURNING id, village
)
INSERT INTO enrolment (person_id, line_id, village, state, sector, proposed_on, batch, sheet_row)
SELECT worker.id, line.id, village, 'placed', 'other', '2025-11-21', 1, 1 FROM worker, line
RETURNING person_id, line_id \gset
INSERT INTO cover_month (month, person_id, line_id, village, price_idr)
SELECT month, id, :line_id, village, 16800 FROM person, (VALUES ('2025-11-01'::date), ('2025-12-01')) AS paid (month)
WHERE id = :person_id;
COMMIT;
