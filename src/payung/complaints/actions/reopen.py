"""Open an answered complaint again, once, with what is still wrong: nobody owns it, and the days run anew."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.complaints.actions.take import held
from payung.complaints.actions.write_down import check_words
from payung.complaints.models import Complaint
from payung.rules.deadline import after_working_days
from payung.rules.law import Law
from payung.units.refusal import Refused


@transaction.atomic
def reopen(*, law: Law, number: str, why: str, days: int, on: date) -> Complaint:
    """Received again, with another day to answer by; the first answer stays in its steps.

    Raises Refused: "complaint_unknown", "complaint_is_not_answered", "complaint_was_reopened", and those of `check_words`.
    """
    reason = check_words(why)[:300]
    found = held(number)
    if found.state != "answered":
        raise Refused("complaint_is_not_answered", number=number)
    if found.reopened_why:
        raise Refused("complaint_was_reopened", number=number)
    found.state, found.owner, found.answer, found.answered_at = "received", "", "", None
    found.reopened_why, found.due_on = reason, after_working_days(law, on, days)[0]
    found.save(update_fields=["state", "owner", "answer", "answered_at", "reopened_why", "due_on"])
    return found
