-- Lays out what a worker-month costs, for one transaction. One row a month, sector and tier.
CREATE TEMP TABLE price ON COMMIT DROP AS
SELECT * FROM unnest(%s::date[], %s::text[], %s::bigint[], %s::bigint[], %s::integer[])
    AS said (month, sector, income_from_idr, income_below_idr, price_idr)
