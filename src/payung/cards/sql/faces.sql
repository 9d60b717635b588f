-- What stands on each card of a line, by village and name. One row a card. A sheet is a list: whoever
-- is restricted is on none, and still has the own card.
SELECT card.number, person.name, initcap(replace(village.kind, '_', ' ')) || ' ' || village.name,
    initcap(district.kind) || ' ' || district.name, regency.name, programme.name, card.first_month, card.until,
    funding_line.name, card.person_id
FROM card
JOIN person ON person.id = card.person_id
JOIN region village ON village.code = card.village
JOIN region district ON district.code = village.parent_id
JOIN region regency ON regency.code = district.parent_id
JOIN funding_line ON funding_line.id = card.line_id
JOIN programme ON programme.code = funding_line.programme_code
WHERE card.line_id = %(line)s AND card.village >= %(from)s COLLATE "C" AND card.village < %(until)s COLLATE "C"
    AND (card.person_id = %(person)s OR (%(person)s::bigint IS NULL AND person.restricted_at IS NULL))
ORDER BY card.village, person.name, card.id
