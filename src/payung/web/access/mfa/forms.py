"""The codes of an authenticator app: counted like passwords, in the database, and each opens once."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from payung.access.actions.count_try import Try, count_try, use_code, was_right
from payung.units.refusal import Refused
from payung.web.components.tags import say


def _counted(user: Any, code: str) -> Try:
    """A code that may be looked at now. Six digits are few: trying must wait as for a password."""
    at = timezone.now()
    try:
        return count_try(at=at, code=user.username)
    except Refused as refusal:
        raise forms.ValidationError(say(refusal.code, refusal.facts)) from refusal


def _taken(user: Any, code: str, made: Try) -> None:
    """A code opens once. It is remembered as it was compared, for allauth takes 123456, 123-456 and 123.456 for one code."""
    at = timezone.now()
    if not use_code(username=user.username, code=normalize_user_code(code), at=at):
        raise get_adapter().validation_error("incorrect_code")
    was_right(made, at=at)


class _Counted(forms.Form):
    """What the three forms with a code share."""

    user: Any

    def clean_code(self) -> str:
        made = _counted(self.user, self.cleaned_data["code"])
        code: str = super().clean_code()  # type: ignore[misc]
        _taken(self.user, code, made)
        return code


class SecondStepForm(_Counted, AuthenticateForm):
    """The second step of signing in."""


class AgainForm(_Counted, ReauthenticateForm):
    """The code that makes a sign-in fresh."""


class ActivateForm(_Counted, ActivateTOTPForm):
    """The first code of a new authenticator app."""

    code = forms.CharField(label=gettext_lazy("Kode enam angka dari aplikasi"))
