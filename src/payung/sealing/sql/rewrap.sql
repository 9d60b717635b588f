-- Puts freshly wrapped data keys in the place of those that the older key wrapped. One row a data key.
UPDATE data_key SET wrapped = fresh.wrapped, sealed_by = %(primary)s
FROM unnest(%(ids)s::bigint[], %(wrapped)s::bytea[]) AS fresh (id, wrapped)
WHERE data_key.id = fresh.id
