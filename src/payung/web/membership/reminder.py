"""The text by which a worker is reminded: what ends when, what to do, what going on alone costs. Indonesian, one SMS, no NIK."""

from __future__ import annotations

from datetime import date

from payung.insight.falling_out import Leaving
from payung.units.month import Month
from payung.units.rupiah import in_rupiah

MOST_LETTERS = 160
_MOST_NAME = 20
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_DO = {
    "term-over": "Lanjut sendiri {price}/bulan: bawa KTP ke kantor desa.",
    "over-age": "Usia melewati batas dana ini. Lanjut sendiri {price}/bulan? Tanya kantor desa.",
    "moved": "Lapor di desa baru Anda, atau bayar sendiri {price}/bulan.",
    "asked": "Bila berubah pikiran, bayar sendiri {price}/bulan lewat kantor desa.",
    "wage-earner": "Pastikan pemberi kerja mendaftarkan Anda.",
    "double-payer": "Iuran berikutnya dibayar pihak lain.",
    "refused": "Bawa KTP ke kantor desa untuk diperiksa.",
}


def _day(day: date) -> str:
    return f"{day.day} {_SHORT[day.month - 1]} {day.year}"


def _called(name: str) -> str:
    """A name cut at a word, so that the text stays one SMS."""
    if len(name) <= _MOST_NAME:
        return name
    return name[: _MOST_NAME + 1].rsplit(" ", 1)[0][:_MOST_NAME]


def reminder(worker: Leaving, month: Month) -> str:
    """The text for a worker whose last covered month is `month`; empty for one who has died."""
    if worker.why not in _DO:
        return ""
    do = _DO[worker.why].format(price=in_rupiah(worker.alone_idr or 0))
    return f"{_called(worker.name)}: perlindungan BPJS Ketenagakerjaan Anda habis {_day(month.last_day)}. {do}"
