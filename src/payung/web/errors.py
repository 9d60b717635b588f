"""Pages for what goes wrong: each says what happened and what to do next, and never what was asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request

from payung.units.words import say


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return render(request, "components/error_400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not for this."""
    return render(request, "components/error_403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or one outside the user's area: the same answer for both. A program is told in JSON, as by the API."""
    if request.path_info.startswith("/api/"):
        told = {"code": "address_unknown", "message": say("address_unknown", get_language_from_request(request))}
        return JsonResponse({**told, "field": "", "allowed": ""}, status=404)
    return render(request, "components/error_404.html", status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token no longer fits: the page stood open too long, or cookies are off."""
    return render(request, "components/error_form_expired.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a bug. Rendered without the request, so that nothing else can break."""
    return HttpResponse(render_to_string("components/error_500.html"), status=500)
