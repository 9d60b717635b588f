-- Makes the table of a connection on which it is decided who gets a place: one row a worker. Empty at the end of each transaction, but
-- there: plans that read it are kept. What a way of deciding does not know stays null.
CREATE TEMP TABLE IF NOT EXISTS decided (
    turn bigint,
    placed boolean NOT NULL DEFAULT true,
    person_id bigint NOT NULL,
    id bigint,
    village varchar(13) COLLATE "C" NOT NULL,
    pot varchar(13) COLLATE "C",
    sector varchar(9) NOT NULL,
    decile smallint,
    income_idr bigint,
    member_since date,
    batch bigint,
    sheet_row integer
) ON COMMIT DELETE ROWS
