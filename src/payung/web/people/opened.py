"""What is kept sealed, opened on a page for a reason that is recorded; without one the page says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from payung.units.refusal import Refused
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say


def opened(request: SignedIn, read: Callable[[str], Any]) -> dict[str, Any]:
    """What `read` gives for the reason that was written, or the errors of a reason that it refuses."""
    reason = " ".join(request.POST.get("reason", "").split())[:300]
    try:
        return {"opened": read(reason)}
    except Refused as refusal:
        text = say(refusal.code, refusal.facts)
        return {"reason": reason, "errors": [{"field": "reason", "text": text}], "wrong": {"reason": text}}
