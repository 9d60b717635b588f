-- Windows that no answer asks for any more, taken away; a window that another process is sweeping is left to it.
DELETE FROM rate WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM rate WHERE window_start < %(earlier)s FOR UPDATE SKIP LOCKED))
