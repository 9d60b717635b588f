-- One request counted in each of its buckets, at once for all processes: one row a bucket with its hits in this window and in the one before.
WITH counted AS (
    INSERT INTO rate (bucket, window_start, hits)
    -- Always in the same order, so that two requests never wait for each other.
    SELECT bucket, %(window)s, 1 FROM unnest(%(buckets)s::bytea[]) AS bucket ORDER BY bucket
    ON CONFLICT (bucket, window_start) DO UPDATE SET hits = rate.hits + 1
    RETURNING bucket, hits
)
SELECT counted.bucket, counted.hits, coalesce(earlier.hits, 0)
FROM counted LEFT JOIN rate AS earlier ON earlier.bucket = counted.bucket AND earlier.window_start = %(earlier)s
