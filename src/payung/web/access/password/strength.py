"""Whether a password is good enough: long enough, hard to guess, and on no list of stolen ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from payung.web.access.password.breached import in_list, in_sorted_file
from payung.web.access.password.reasons import reasons_of

SHORTEST, LONGEST = 12, 200
LEAST_BESIDE_NAMES = 8
# zxcvbn's 0 to 4: at 3, some ten thousand million guesses are not enough.
LEAST_SCORE = 3
# zxcvbn takes a time that grows with the square of the length; nobody's password becomes weak after this many.
_LOOKED_AT = 72


def _own_words(user: Any) -> list[str]:
    """What somebody who knows the user would try first."""
    told = f"{getattr(user, 'username', '')} {getattr(user, 'full_name', '')}"
    return sorted(
        {"payung", *(word for word in re.split(r"[\W_]+", told.lower()) if len(word) > 3)}, key=len, reverse=True
    )


def _beside(password: str, own: list[str]) -> str:
    """What of a password is left without the user's own words: zxcvbn takes two names in a row for a good one."""
    left = password.lower()
    for word in own:
        left = left.replace(word, "")
    return left


class Strength:
    """Length, and zxcvbn's score with its reasons, the user's own names counted against it."""

    def validate(self, password: str, user: Any = None) -> None:
        if not SHORTEST <= len(password) <= LONGEST:
            told = _("Kata sandi paling sedikit %(least)s dan paling banyak %(most)s huruf, angka, atau tanda.")
            raise ValidationError(told % {"least": SHORTEST, "most": LONGEST})
        own = _own_words(user)
        if len(_beside(password, own)) < LEAST_BESIDE_NAMES:
            raise ValidationError(
                _("Nama Anda sendiri mudah ditebak. Pakai kata lain yang tidak berhubungan dengan Anda.")
            )
        judged = zxcvbn(password[:_LOOKED_AT], user_inputs=own)
        if judged["score"] < LEAST_SCORE:
            raise ValidationError(reasons_of(judged["feedback"]))

    def get_help_text(self) -> str:
        return _(
            "Paling sedikit 12 huruf. Empat kata yang tidak berhubungan lebih kuat daripada satu kata dengan angka."
        )


class NotBreached:
    """No password that is known from stolen lists: the one in the house, and the operator's where there is one."""

    def validate(self, password: str, user: Any = None) -> None:
        larger = settings.BREACHED_PASSWORDS
        if in_list(password) or (larger and in_sorted_file(password, Path(larger))):
            raise ValidationError(_("Kata sandi ini ada di daftar kata sandi yang pernah dicuri. Pilih yang lain."))

    def get_help_text(self) -> str:
        return _("Bukan kata sandi yang pernah dicuri.")


def mistakes_of(password: str, user: Any) -> list[dict[str, str]]:
    """What is wrong with a new password, as the error summary of a page wants it; empty when it is good."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [{"field": "password", "text": text} for text in error.messages]
    return []
