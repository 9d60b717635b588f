"""The part of the report form about what happened at work: what did it, when, and of a disease the work behind it."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from payung.claims.actions.tell_circumstances import AtWork, Disease, missing_facts
from payung.web.claims.fields import text

if TYPE_CHECKING:
    from payung.web.access.signed_in import SignedIn

_AFTER = ("teller_name", "teller_phone", "story")


def _time(request: SignedIn) -> time | None:
    """The time of day, or None where none is told, or it is none."""
    try:
        return time.fromisoformat(text(request, "at_time")).replace(tzinfo=None)
    except ValueError:
        return None


def at_work_in(request: SignedIn) -> AtWork:
    """What the form says of it."""
    fields = ("occupation", "service", "last_service", "exposure", "diagnosis")
    disease = Disease(*(text(request, name) for name in fields)) if request.POST.get("disease") == "yes" else None
    unknown = request.POST.get("time_unknown") == "yes"
    return AtWork(text(request, "source"), None if unknown else _time(request), unknown, disease)


def missing_in(request: SignedIn) -> tuple[str, ...]:
    """The fields of what the law wants told and the form leaves empty, in the order of the form."""
    where = () if text(request, "where") else ("where",)
    return (*where, *missing_facts(at_work_in(request)), *(name for name in _AFTER if not text(request, name)))
