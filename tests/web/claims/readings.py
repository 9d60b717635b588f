"""What the log says was read: by whom, what, and why."""

from __future__ import annotations

from payung.access.models import History
from payung.access.queries import seeing
from payung.units.region import Area


def readings() -> list[tuple[str, str, str]]:
    """Every reading in the log, the first one first."""
    with seeing(Area(""), by="test"):
        rows = History.objects.filter(verb="R").order_by("id")
        return [(row.by, row.what, row.reason) for row in rows]
