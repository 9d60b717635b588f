-- Takes a try back that proved right: all tries of a name or a code, one try of an address. No rows.
UPDATE sign_in_wait SET
    wrong = CASE WHEN %(all)s THEN 0 ELSE greatest(wrong - 1, 0) END,
    wait_until = CASE WHEN %(all)s OR wrong - 1 <= %(free)s THEN %(at)s ELSE wait_until END
WHERE about = %(about)s AND key = %(key)s
