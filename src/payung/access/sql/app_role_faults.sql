-- What is wrong with the role that the application runs under: a code and the role a row, the worst first; no row is well.
-- MEMBER, because whoever is in a role may become it, and the policies for a role hold for everybody in it.
WITH told (rank, code, wrong) AS (
    VALUES
    (1, 'app_role_is_not_bound', (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)),
    (2, 'app_role_owns_tables', EXISTS (
        SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            AND pg_has_role(current_user, relowner, 'MEMBER')
        UNION ALL
        SELECT FROM pg_policy, unnest(polroles) AS exempt
        WHERE polname = 'owner_keeps_everything' AND (exempt = 0 OR pg_has_role(current_user, exempt, 'MEMBER'))
        UNION ALL
        SELECT FROM pg_roles WHERE rolname = %(owner)s AND pg_has_role(current_user, oid, 'MEMBER')
    )),
    -- Every migration takes rights back from the role of this name; any other keeps what it was given.
    (3, 'app_role_named_otherwise', current_user <> 'payung_app'),
    (4, 'app_role_writes_history', EXISTS (
        SELECT FROM unnest(ARRAY['history', 'history_link', 'ledger', 'role_held']) AS kept
        WHERE has_table_privilege(to_regclass(kept), 'INSERT, UPDATE, DELETE, TRUNCATE')
            OR has_any_column_privilege(to_regclass(kept), 'INSERT, UPDATE')
    ))
)
SELECT code, current_user FROM told WHERE wrong ORDER BY rank
