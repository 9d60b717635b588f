-- Closes the offers of a line that nobody accepted by their last day. One row an offer: its village and the month its cover begins.
UPDATE offer SET state = 'expired', answered_on = %(on)s
WHERE line_id = %(line)s AND state = 'open' AND held_until < %(on)s
RETURNING village, cover_from
