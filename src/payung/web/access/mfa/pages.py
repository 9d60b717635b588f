"""The pages of second steps: allauth's flows under our addresses, in our look."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.urls import path, reverse_lazy
from django.views.decorators.cache import never_cache

from payung.web.access.fresh import fresh
from payung.web.access.mfa.required import lacks_second_step
from payung.web.access.permission import public, signed_in


class SecondSteps(IndexView):
    """What a user has set up, and whether more is needed before anything else opens."""

    template_name = "access/mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "needed": lacks_second_step(self.request)}


class AddPasskey(AddWebAuthnView):
    """A passkey is always able to sign in by itself: it is kept on the device and wants a finger, a face or a PIN."""

    template_name = "access/mfa/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        from allauth.mfa.webauthn.internal import auth

        facts = super().get_context_data(**kwargs)
        return {**facts, "options": auth.begin_registration(self.request.user, True)}


_PAGES = (
    ("", SecondSteps.as_view(), "mfa_index"),
    ("authenticate/", AuthenticateView.as_view(template_name="access/mfa/second_step.html"), "mfa_authenticate"),
    ("again/", ReauthenticateView.as_view(template_name="access/mfa/again_code.html"), "mfa_reauthenticate"),
    ("app/", ActivateTOTPView.as_view(template_name="access/mfa/app_add.html"), "mfa_activate_totp"),
    ("app/remove/", DeactivateTOTPView.as_view(template_name="access/mfa/app_remove.html"), "mfa_deactivate_totp"),
    ("codes/", ViewRecoveryCodesView.as_view(template_name="access/mfa/codes.html"), "mfa_view_recovery_codes"),
    ("codes/new/", GenerateRecoveryCodesView.as_view(template_name="access/mfa/codes_new.html"), "mfa_generate_recovery_codes"),
    ("passkey/", AddPasskey.as_view(), "mfa_add_webauthn"),
    ("passkey/sign-in/", LoginWebAuthnView.as_view(), "mfa_login_webauthn"),
    ("passkey/again/", ReauthenticateWebAuthnView.as_view(template_name="access/mfa/again_passkey.html"),
     "mfa_reauthenticate_webauthn"),
    ("passkey/<int:pk>/remove/", RemoveWebAuthnView.as_view(
        template_name="access/mfa/passkey_remove.html", success_url=reverse_lazy("mfa_index")), "mfa_remove_webauthn"),
)  # fmt: skip
# These two are on the way in, these three are looked at freely; all others change how one signs in, and want it fresh.
_WAY_IN = ("mfa_authenticate", "mfa_login_webauthn")
_FREE = ("mfa_index", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")


def _guarded(name: str, view: Any) -> Any:
    if name in _WAY_IN:
        return public(never_cache(view))
    return signed_in(never_cache(view if name in _FREE else fresh(view)))


urlpatterns = [path(address, _guarded(name, view), name=name) for address, view, name in _PAGES]
