"""Sign in through an identity provider: it only opens a user who was linked when invited, and never makes one."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access.actions.link_identity import user_behind


def provider_name() -> str:
    """What the button of the identity provider says; empty without one."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


def _told(data: dict[str, Any]) -> dict[str, Any]:
    """What the provider says of the person: its answer to our own question first, else the signed token."""
    return data.get("userinfo") or data.get("id_token") or data


def _back(request: HttpRequest, text: str) -> ImmediateHttpResponse:
    messages.error(request, text)
    return ImmediateHttpResponse(HttpResponseRedirect(reverse("sign-in")))


class OidcAdapter(DefaultSocialAccountAdapter):
    """allauth's questions about identities that another house vouches for."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the user behind the identity by our own links alone, at every sign-in anew: a link taken away is away."""
        told = _told(sociallogin.account.extra_data)
        user = user_behind(
            subject=sociallogin.account.uid, email=str(told.get("email") or ""),
            email_verified=told.get("email_verified") is True,
        )  # fmt: skip
        if user is None:
            raise _back(request, _("Akun itu belum dihubungkan dengan pengguna di sini. Hubungi pengelola."))
        sociallogin.state["process"] = "login"
        if sociallogin.is_existing:
            if sociallogin.account.user_id != user.pk:
                sociallogin.account.delete()
                raise _back(request, _("Akun itu pernah milik pengguna lain. Silakan coba sekali lagi."))
            return
        sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        raise _back(
            request, _("Masuk lewat penyedia identitas tidak berhasil. Coba lagi, atau masuk dengan kata sandi.")
        )
