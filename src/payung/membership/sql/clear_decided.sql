-- Empties the table of decided workers of what this transaction decided before.
DELETE FROM decided
