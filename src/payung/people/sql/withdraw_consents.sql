-- Withdraws every consent of a person in sight that is not withdrawn yet, those of former villages too. One row: how many.
SELECT withdraw_consents(%(person)s, %(at)s, %(why)s)
