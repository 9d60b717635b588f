"""Close a breach: its people are frozen as the log knows them now, and nothing of it changes any more."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from payung.access.models import Breach, BreachNotice
from payung.access.queries import statement
from payung.units.refusal import Refused


def close_breach(*, breach: Breach, by: str, at: datetime) -> int:
    """How many people were frozen. Raises Refused when it is closed already, or the agency has not been told."""
    if breach.closed_at:
        raise Refused("breach_closed")
    if not BreachNotice.objects.filter(breach=breach, told="agency").exists():
        raise Refused("breach_agency_untold")
    with connection.cursor() as db:
        db.execute(statement("freeze_breach"), {"breach": breach.pk})
        frozen = db.rowcount
    breach.closed_by, breach.closed_at = by, at
    breach.save(update_fields=["closed_by", "closed_at"])
    return frozen
