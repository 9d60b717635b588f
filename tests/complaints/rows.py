"""Rows of complaints in raw SQL."""

from datetime import date

from tests.roles import TANJUNGSARI, put

CAME, DUE = "2025-11-24 09:00+07", date(2025, 12, 8)


def a_complaint(db, **changes):
    said = {"about": "card", "village": TANJUNGSARI, "teller_name": "T", "said": "kartu salah", "received_by": "a"}
    rest = {"reference": "", "teller_phone": "", "received_at": CAME, "due_on": DUE}
    return put(db, "complaint", **said | rest | changes)


def change(db, complaint, **columns):
    marks = ", ".join(f"{name} = %({name})s" for name in columns)
    db.execute(f"UPDATE complaint SET {marks} WHERE id = %(id)s", {**columns, "id": complaint})


def taken(db, by="a", **changes):
    """A complaint that somebody looks after."""
    made = a_complaint(db, **changes)
    db.execute("SELECT set_config('payung.by', %s, true)", [by])
    change(db, made, state="taken", owner=by)
    return made


def answered(db, by="a", **changes):
    made = taken(db, by, **changes)
    change(db, made, state="answered", answer="sudah dicetak ulang", answered_at=CAME)
    return made


def numbers(db):
    return [number for (number,) in db.execute("SELECT number FROM complaint ORDER BY id").fetchall()]
