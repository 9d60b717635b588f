-- Numbers of what a user did, the newest first: one row an entry of the history that is seen, after one of them.
SELECT id FROM history
WHERE by = %(of)s
    AND (%(since)s::timestamptz IS NULL OR at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR at < %(until)s)
    AND (%(before_at)s::timestamptz IS NULL OR (at, id) < (%(before_at)s::timestamptz, %(before_id)s::bigint))
    AND (%(place_from)s = '' OR village >= %(place_from)s AND village < %(place_until)s)
    AND (%(verb)s = '' OR verb = %(verb)s::"char") AND (%(what)s = '' OR what = %(what)s)
ORDER BY at DESC, id DESC LIMIT %(limit)s
