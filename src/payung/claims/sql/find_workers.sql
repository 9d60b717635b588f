-- Workers of a village or district whose name or NIK is like what was said, the most alike first. One row a worker: number, NIK, name,
-- birth day, village and its name, likeness of the name in percent, digits of the NIK that differ (null where none was said), day of
-- death. A name counts as like from a third on, by the trigrams of its letters; a NIK with up to two wrong digits.
WITH of_the_place AS (
    SELECT id, nik, name, birth_on, village, died_on,
        CASE WHEN %(name)s = '' THEN 0
            ELSE greatest(similarity(upper(name), upper(%(name)s)), word_similarity(upper(%(name)s), upper(name))) END AS alike,
        CASE WHEN %(nik)s = '' THEN NULL ELSE (
            SELECT count(*) FROM generate_series(1, greatest(length(nik), length(%(nik)s))) AS at
            WHERE substr(nik, at, 1) <> substr(%(nik)s, at, 1)
        ) END AS digits_off
    FROM person
    WHERE village >= %(village)s::text COLLATE "C" AND village < (%(village)s::text || '~') COLLATE "C" AND erased_on IS NULL
)
SELECT found.id, nik, found.name, birth_on, village, region.name, round(alike * 100)::integer, digits_off, died_on
FROM of_the_place AS found JOIN region ON region.code = village
WHERE alike > 0.33 OR digits_off <= 2
ORDER BY digits_off <= 2 DESC NULLS LAST, alike DESC, found.id
LIMIT %(limit)s
