-- Makes the staging table of one file of answers: one row a worker that BPJS names. Gone at the end of the transaction.
CREATE TEMP TABLE answered (
    row integer NOT NULL,
    nik varchar(16) NOT NULL,
    kpj varchar(13),
    refused_why varchar(200),
    person_id bigint,
    village varchar(13) COLLATE "C",
    problem varchar(40)
) ON COMMIT DROP
