"""Keep what came of verifying the log, for whoever could not watch."""

from __future__ import annotations

import json
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder

from payung.access.actions.verify_history import Verified
from payung.access.models import AuditCheck


def note_check(found: Verified, *, at: datetime) -> AuditCheck:
    """Writes down one verification that has ended: how much was recomputed, and what did not fit."""
    faults = json.loads(
        json.dumps([{"code": fault.code, "facts": fault.facts} for fault in found.faults], cls=DjangoJSONEncoder)
    )
    return AuditCheck.objects.create(
        checked_at=at,
        since=found.since,
        rows=found.rows,
        ledger_rows=found.ledger_rows,
        seals=found.seals,
        faults=faults,
    )
