-- Marks payouts as sent in one file, each with the account it is sent to; one row a payout, and its number comes back.
UPDATE payout SET state = 'sent', bank_file = %(file)s, sent_bank = told.bank, sent_number = told.number, sent_holder = told.holder
FROM unnest(%(ids)s::bigint[], %(banks)s::text[], %(numbers)s::text[], %(holders)s::text[]) AS told (id, bank, number, holder)
WHERE payout.id = told.id
RETURNING payout.id
