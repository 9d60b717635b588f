-- Makes the staging table of a connection: one row a proposed worker of one batch that passed its checks. Empty at the end of each
-- transaction, but there: plans that read it are kept.
CREATE TEMP TABLE IF NOT EXISTS staged (
    sheet_row integer NOT NULL,
    nik varchar(16) NOT NULL,
    name varchar(150) NOT NULL,
    birth_on date NOT NULL,
    sex varchar(1),
    village varchar(13) COLLATE "C" NOT NULL,
    address varchar(300),
    occupation varchar(40),
    sector varchar(9) NOT NULL,
    phone varchar(20),
    mother_name varchar(150),
    income_idr bigint,
    kk varchar(16),
    kpj varchar(13),
    decile smallint,
    heir_name varchar(150),
    heir_relation varchar(60),
    member_since date,
    person_id bigint NOT NULL DEFAULT nextval('person_id_seq'),
    known boolean NOT NULL DEFAULT false,
    outcome varchar(20),
    payer_kind varchar(12)
) ON COMMIT DELETE ROWS
