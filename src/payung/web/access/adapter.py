"""What allauth asks us: nobody signs up, messages are ours, and a password tried again is counted like the first."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access.actions.count_try import count_try, was_right
from payung.units.refusal import Refused
from payung.web.access.address import address_of
from payung.web.access.fresh import is_fresh
from payung.web.components.tags import say

# What happened inside allauth, by the name of its own template; anything else is passed over in silence.
_TOLD = {
    "mfa/messages/totp_activated.txt": gettext_lazy("Aplikasi pengaman sudah dipasang."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Aplikasi pengaman sudah dilepas."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Kunci sandi sudah dipasang."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Kunci sandi sudah dilepas."),
    "usersessions/messages/sessions_logged_out.txt": gettext_lazy("Sesi di perangkat lain sudah diakhiri."),
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's questions about users and passwords."""

    error_messages = {  # noqa: RUF012 - the form that allauth wants
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": gettext_lazy("Kata sandi tidak cocok."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        told = message or _TOLD.get(message_template or "")
        if told:
            messages.add_message(request, level, str(told), extra_tags=extra_tags)

    def get_client_ip(self, request: HttpRequest) -> str:
        found = address_of(request)
        return "0.0.0.0" if found == "unknown" else found  # noqa: S104  # nosec B104

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponseRedirect:
        messages.error(request, _("Masuk tidak berhasil. Hubungi pengelola."))
        return HttpResponseRedirect(reverse("sign-in"))

    def reauthenticate(self, user: Any, password: str) -> bool:
        at, request = timezone.now(), context.request
        try:
            made = count_try(at=at, address=address_of(request), name=user.username)
        except Refused as refusal:
            raise ValidationError(say(refusal.code, refusal.facts)) from refusal
        known = authenticate(request, username=user.username, password=password)
        if known is None or known.pk != user.pk:
            return False
        was_right(made, at=at)
        return True

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not is_fresh(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Dengan kata sandi"),
            "mfa_reauthenticate": _("Dengan kode"),
            "mfa_reauthenticate:webauthn": _("Dengan kunci sandi"),
        }
        found = super().get_reauthentication_methods(user)
        return [{**method, "description": words.get(method["id"], method["description"])} for method in found]
