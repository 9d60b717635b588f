-- Empties the staging table of what this transaction staged before.
DELETE FROM staged
