"""Take a complaint: from then on one officer looks after it. Another officer may take it over."""

from __future__ import annotations

from django.db import transaction

from payung.complaints.models import Complaint
from payung.units.refusal import Refused


def held(number: str) -> Complaint:
    """A complaint in sight, kept from others until the end of the transaction. Raises Refused("complaint_unknown")."""
    found = Complaint.objects.select_for_update(of=("self",)).filter(number=number).first()
    if found is None:
        raise Refused("complaint_unknown", number=number[:20])
    return found


@transaction.atomic
def take(*, number: str, by: str) -> Complaint:
    """Makes whoever takes it the owner. Raises Refused: "complaint_unknown", "complaint_is_answered"."""
    found = held(number)
    if found.state == "answered":
        raise Refused("complaint_is_answered", number=number)
    found.state, found.owner = "taken", by[:60]
    found.save(update_fields=["state", "owner"])
    return found
