-- Sets, for this transaction, how the statements about a list are planned and how much memory they sort in, by its length. One row.
SELECT set_config('plan_cache_mode',
        CASE WHEN count(*) > %(few)s THEN 'force_custom_plan' ELSE 'force_generic_plan' END, true),
    CASE WHEN count(*) > %(many)s THEN set_config('work_mem', greatest(512, least(count(*) * %(bytes_a_row)s,
        pg_size_bytes(current_setting('shared_buffers'))) / 1000000)::text || 'MB', true) END
FROM staged
