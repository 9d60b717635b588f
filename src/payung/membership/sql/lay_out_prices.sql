-- Lays out what a worker-month costs, for one transaction. One row a month, sector and tier.
INSERT INTO price (month, sector, income_from_idr, income_below_idr, price_idr)
SELECT * FROM unnest(%s::date[], %s::text[], %s::bigint[], %s::bigint[], %s::integer[])
