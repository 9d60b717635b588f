-- Numbers of what was changed on a row, the newest first and its making last: one row an entry of the history that is seen, before
-- one of them. The place of its making is null when nobody knows it, and empty when the table has none.
SELECT id FROM (
    (SELECT id FROM history
    WHERE %(verb)s IN ('', 'U', 'D') AND table_name = %(table)s AND row_ids[1] = %(of)s AND verb IN ('U', 'D')
        AND id < %(before_id)s
        AND (%(since)s::timestamptz IS NULL OR at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR at < %(until)s)
        AND (%(place_from)s = '' OR village >= %(place_from)s AND village < %(place_until)s)
        AND (%(verb)s = '' OR verb = %(verb)s::"char")
    ORDER BY id DESC LIMIT %(limit)s)
    UNION ALL
    (SELECT id FROM history
    WHERE %(verb)s IN ('', 'I') AND verb = 'I' AND table_name = %(table)s AND row_ids @> ARRAY[%(of)s]::bigint[] AND id < %(before_id)s
        AND (%(made_in)s = '' OR village = %(made_in)s)
        AND (%(since)s::timestamptz IS NULL OR at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR at < %(until)s)
        AND (%(place_from)s = '' OR village >= %(place_from)s AND village < %(place_until)s)
    )
) AS found
ORDER BY id DESC LIMIT %(limit)s
