"""The page that asks for the password once more; a code or a passkey will do as well."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.views import ReauthenticateView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _


class SignInAgain(ReauthenticateView):
    """Password again. Who signs in at an identity provider alone has nothing to show here, and signs in there anew."""

    template_name = "access/again.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not get_adapter().get_reauthentication_methods(request.user):
            return _from_the_start(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = "request" in self.request.session.get(STATE_SESSION_KEY, {})
        return {**super().get_context_data(**kwargs), "form_waits": waiting}


def _from_the_start(request: HttpRequest) -> HttpResponseRedirect:
    """Out, and to the sign-in page: a form that waited is lost with the session, and the page says so."""
    lost = "request" in request.session.get(STATE_SESSION_KEY, {})
    logout(request)
    said = _("Masuklah sekali lagi lewat penyedia identitas.")
    messages.warning(request, f"{said} {_('Isian yang belum terkirim perlu diisi ulang.')}" if lost else said)
    query = urlencode({"next": request.GET.get("next", "/")})
    return HttpResponseRedirect(f"{reverse('sign-in')}?{query}")
