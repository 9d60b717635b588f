"""`/health/`: the process lives. `/ready/`: it can answer, or the codes of what keeps it from answering."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from payung.web.access.permission import public
from payung.web.operations.readiness import readiness


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers. Asks nobody else, so that a database that is away restarts no web server."""
    return JsonResponse({"status": "ok"})


@public
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when everything is "ok"; 503 with a code for each thing that is not."""
    checks = readiness()
    well = all(found == "ok" for found in checks.values())
    return JsonResponse({"status": "ok" if well else "not_ready", "checks": checks}, status=200 if well else 503)
