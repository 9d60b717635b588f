"""Who sends a list from a page: the role acted under, and the address that it comes from."""

from __future__ import annotations

from payung.intake.receive import Sender
from payung.units.region import Area
from payung.web.access.signed_in import SignedIn


def sender_of(request: SignedIn, area: Area) -> Sender:
    """The sender of what this request sends, for lists of the area."""
    return Sender(request.acting.by, area, request.acting.role, request.acting.address)
