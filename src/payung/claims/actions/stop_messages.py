"""Stop the messages about a claim to one who told of it: asked for, so that nobody is written to against their will."""

from __future__ import annotations

from django.db import transaction

from payung.claims.models import ClaimReport
from payung.units.refusal import Refused


@transaction.atomic
def stop_messages(*, number: str, report_id: int) -> None:
    """No further message goes to this number, those that wait neither. Raises Refused("report_unknown")."""
    found = ClaimReport.objects.filter(pk=report_id, claim__number=number, wants_messages=True)
    if not found.update(wants_messages=False):
        raise Refused("report_unknown", number=number[:20])
