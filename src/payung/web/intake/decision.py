"""Land or withdraw a list that was checked. Pressing twice changes nothing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from payung.intake import decide
from payung.units.region import Area
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.intake.batch import found
from payung.web.intake.sender import sender_of


@require_POST
@needs("propose")
def land(request: SignedIn, batch_id: int) -> HttpResponse:
    """Leaves landing to the worker and shows its progress."""
    held = found(batch_id)
    decide.ask_to_land(held, sender=sender_of(request, Area(held.area)))
    return redirect("intake-batch", held.pk)


@require_POST
@needs("propose")
def withdraw(request: SignedIn, batch_id: int) -> HttpResponse:
    """Sets the list aside; what has landed stays."""
    held = found(batch_id)
    decide.withdraw(held)
    return redirect("intake-batch", held.pk)
