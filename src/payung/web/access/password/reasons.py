"""zxcvbn's reasons in the words of the house."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_REASONS = {
    "This is a top-10 common password.": gettext_noop("Kata sandi ini termasuk yang paling sering dipakai."),
    "This is a top-100 common password.": gettext_noop("Kata sandi ini termasuk yang paling sering dipakai."),
    "This is a very common password.": gettext_noop("Kata sandi ini termasuk yang paling sering dipakai."),
    "This is similar to a commonly used password.": gettext_noop("Kata sandi ini mirip dengan yang sering dipakai."),
    "A word by itself is easy to guess.": gettext_noop("Satu kata saja mudah ditebak."),
    "Names and surnames by themselves are easy to guess.": gettext_noop("Nama orang mudah ditebak."),
    "Common names and surnames are easy to guess.": gettext_noop("Nama orang mudah ditebak."),
    "Straight rows of keys are easy to guess.": gettext_noop("Deretan tombol yang bersebelahan mudah ditebak."),
    "Short keyboard patterns are easy to guess.": gettext_noop("Deretan tombol yang bersebelahan mudah ditebak."),
    'Repeats like "aaa" are easy to guess.': gettext_noop("Huruf yang diulang mudah ditebak."),
    'Repeats like "abcabcabc" are only slightly harder to guess than "abc".': gettext_noop(
        "Potongan yang diulang tidak membuat kata sandi lebih kuat."
    ),
    'Sequences like "abc" or "6543" are easy to guess.': gettext_noop("Urutan huruf atau angka mudah ditebak."),
    "Recent years are easy to guess.": gettext_noop("Tahun mudah ditebak."),
    "Dates are often easy to guess.": gettext_noop("Tanggal mudah ditebak."),
}
_ADVICE = gettext_noop("Tambahkan satu atau dua kata lagi yang tidak berhubungan dengan Anda.")


def reasons_of(feedback: dict[str, Any]) -> str:
    """Why a password is easy to guess, and what to do about it, in two sentences of the page's language."""
    known = _REASONS.get(str(feedback.get("warning") or ""), gettext_noop("Kata sandi ini mudah ditebak."))
    return f"{_(known)} {_(_ADVICE)}"
