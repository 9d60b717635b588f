"""What allauth asks about second steps: their secrets are locked with a key outside the database, the QR is ours."""

from __future__ import annotations

import re
from typing import Any

import zxingcpp
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access.actions.keep_secret import second_step_box


class MfaAdapter(DefaultMFAAdapter):
    """allauth's questions about authenticator apps, recovery codes and passkeys."""

    error_messages = {  # noqa: RUF012 - the form that allauth wants
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Kode tidak cocok, atau sudah pernah dipakai. Tunggu kode berikutnya."),
    }

    def encrypt(self, text: str) -> str:
        return second_step_box(settings.KEY_FOLDER).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return second_step_box(settings.KEY_FOLDER).decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        drawn = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_svg(add_quiet_zones=True)
        # Without the head of a file of its own, and as wide as the page wants it.
        inside = drawn[drawn.index("<svg") :].replace("Zint Generated Symbol", "QR", 1)
        return re.sub(
            r'<svg width="(\d+)" height="(\d+)"', r'<svg viewBox="0 0 \1 \2" role="img" aria-label="QR"', inside
        )

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No e-mail server is assumed."""

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Kunci sandi %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return "Payung"
