"""Answer a complaint: by its owner, in words that are told to whoever complained."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.complaints.actions.take import held
from payung.complaints.actions.write_down import check_words
from payung.complaints.models import Complaint
from payung.units.refusal import Refused


@transaction.atomic
def answer(*, number: str, words: str, by: str, at: datetime) -> Complaint:
    """The answer of the complaint's owner.

    Raises Refused: "complaint_unknown", "complaint_is_not_taken", "complaint_of_another_owner" naming the owner, and those of
    `check_words`.
    """
    said = check_words(words)
    found = held(number)
    if found.state != "taken":
        raise Refused("complaint_is_not_taken", number=number)
    if found.owner != by[:60]:
        raise Refused("complaint_of_another_owner", owner=found.owner)
    found.state, found.answer, found.answered_at = "answered", said, at
    found.save(update_fields=["state", "answer", "answered_at"])
    return found
