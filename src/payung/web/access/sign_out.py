"""Sign out, by POST alone."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from payung.web.access.permission import public


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and shows the sign-in page."""
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))
