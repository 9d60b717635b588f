-- Makes the table of a connection on which the price of a worker-month lies: one row a month, sector and tier of income.
CREATE TEMP TABLE IF NOT EXISTS price (
    month date NOT NULL,
    sector varchar(9) NOT NULL,
    income_from_idr bigint NOT NULL,
    income_below_idr bigint NOT NULL,
    price_idr integer NOT NULL
) ON COMMIT DELETE ROWS
