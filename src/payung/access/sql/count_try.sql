-- Counts one try under one key and says until when the next must wait: one row, or none while this one has to wait.
INSERT INTO sign_in_wait AS kept (about, key, wrong, last_at, wait_until)
VALUES (%(about)s, %(key)s, 1, %(at)s, %(at)s)
ON CONFLICT (about, key) DO UPDATE SET
    wrong = CASE WHEN kept.last_at < %(forgotten)s THEN 1 ELSE kept.wrong + 1 END,
    last_at = %(at)s,
    wait_until = %(at)s + make_interval(secs => CASE
        WHEN kept.last_at < %(forgotten)s OR kept.wrong < %(free)s THEN 0
        ELSE least(%(longest)s, %(first)s * 2 ^ least(kept.wrong - %(free)s, 30)) END)
WHERE kept.wait_until <= %(at)s
RETURNING id
