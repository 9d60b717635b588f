-- Empties the table of prices of what this transaction laid out before.
DELETE FROM price
