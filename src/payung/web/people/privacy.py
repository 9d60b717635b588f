"""For everybody: which personal data are kept, for what, on which basis, how long; and how to ask for one's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from payung.people.queries import classes
from payung.rules.law import law
from payung.rules.privacy import HOURS_OF
from payung.web.access.permission import public
from payung.web.components.tags import language


def _spoken(kept: dict[str, Any]) -> dict[str, Any]:
    """A class in the language of the page."""
    said = {key: value.get(language(), value) if isinstance(value, dict) else value for key, value in kept.items()}
    return {**said, "unverified": kept["evidence"] == "unverified"}


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The classes of data and the clocks of the law."""
    today = timezone.localdate()
    clocks = [{"kind": kind, "rule": law().on(f"privacy/{concept}", today)} for kind, concept in HOURS_OF.items()]
    facts = {"classes": [_spoken(kept) for kept in classes().values()], "clocks": clocks}
    return render(request, "people/privacy.html", facts)
