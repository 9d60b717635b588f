-- Numbers of who read a worker's rows or took them out in an export, the newest first: one row an entry of the history.
SELECT * FROM readings_of(%(of)s, %(what)s, %(since)s, %(until)s, %(place_from)s, %(place_until)s, %(before_at)s, %(before_id)s,
    %(limit)s)
