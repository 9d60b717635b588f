"""A file that cannot be sent: the reason on the page where it was asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from payung.units.refusal import Refused
from payung.web.components.tags import say


def not_sent(request: HttpRequest, refusal: Refused, page: str, *arguments: str) -> HttpResponseRedirect:
    """Back to a page, which says why."""
    messages.error(request, say(refusal.code, refusal.facts))
    return HttpResponseRedirect(reverse(page, args=arguments))
