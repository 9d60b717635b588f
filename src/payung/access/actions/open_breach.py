"""Save what was looked for as a breach: from the moment it became known the clock of article 46 runs."""

from __future__ import annotations

from datetime import datetime

from payung.access.models import Breach
from payung.access.queries import Search
from payung.units.refusal import Refused


def _check(search: Search, known_at: datetime, at: datetime) -> None:
    if search.is_empty:
        raise Refused("breach_search_empty")
    if search.begins_at and search.ends_at and search.ends_at <= search.begins_at:
        raise Refused("breach_window_empty")
    if known_at > at:
        raise Refused("breach_known_in_future")
    if search.begins_at and known_at < search.begins_at:
        raise Refused("breach_known_before")


def open_breach(
    *, search: Search, known_at: datetime, happened: str, data: str, handling: str, area: str, by: str, at: datetime
) -> Breach:
    """A breach that is open. Must run inside `seeing`, with the area in sight.

    Raises Refused for an empty search, an empty window, a moment of knowing that cannot be, or a missing text.
    """
    _check(search, known_at, at)
    said = {name: " ".join(text.split())[:1000] for name, text in
            (("happened", happened), ("data", data), ("handling", handling))}  # fmt: skip
    if not all(said.values()):
        raise Refused("breach_text_missing")
    return Breach.objects.create(
        area=area, username=search.username, address=search.address, begins_at=search.begins_at, ends_at=search.ends_at,
        known_at=known_at, opened_by=by, opened_at=at, **said,
    )  # fmt: skip
