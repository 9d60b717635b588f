"""Values of the log as a reader here writes them: codes in words, days, rupiah, places; secrets hidden."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from payung.access.queries import roles
from payung.units.nik import is_nik, masked
from payung.web.access.audit_codes import CODES
from payung.web.access.audit_columns import FIELDS
from payung.web.components.tags import (
    consent_way_words,
    day,
    figures,
    kind_words,
    occupation_words,
    purpose_words,
    request_words,
    rupiah,
)

_NUMBERS_OF_PEOPLE = ("nik", "kk")
_SEALED = (
    {("bank_account", name) for name in ("holder_name", "number", "last_digits")}
    | {("health_result", "results")}
    | {("claim_heir", name) for name in ("account_number", "account_holder", "account_mark")}
    | {("payout", name) for name in ("sent_number", "sent_holder")}
)
_PLACES = ("village", "area", "region", "from_region", "to_region")
_MOST_LETTERS = 200
_DAY, _MOMENT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_SIXTEEN = re.compile(r"\d{16}")


def moment(at: datetime) -> str:
    """A moment in words, in the time zone of the project: "21 November 2025 pukul 09.00"."""
    here = localtime(at)
    return _("%(day)s pukul %(time)s") % {"day": day(here.date()), "time": f"{here:%H.%M}"}


def without_niks(text: str) -> str:
    """A text that somebody typed, with every number of sixteen digits masked."""
    return _SIXTEEN.sub(lambda found: masked(found[0]), text)


def field_words(name: str) -> str:
    """A column in words."""
    return _(FIELDS.get(name, name))


def _coded(name: str, text: str) -> str | None:
    """A code in words, by its column; None for a column without codes."""
    if name in CODES:
        return _(CODES[name].get(text, text))
    if name == "role":
        return str(roles().get(text, {}).get("title", text))
    if name == "field":
        return field_words(text)
    if name == "kind":
        told = kind_words(text)
        return told if told != text else request_words(text)
    named = {"occupation": occupation_words, "purpose": purpose_words, "how": consent_way_words}.get(name)
    return named(text) if named else None


def _dated(text: str) -> str | None:
    """A day or a moment in words; None for any other text."""
    try:
        if _DAY.fullmatch(text):
            return day(date.fromisoformat(text))
        return moment(datetime.fromisoformat(text)) if _MOMENT.fullmatch(text) else None
    except ValueError:
        return None


def shown(table: str, name: str, value: Any, places: dict[str, str]) -> str:
    """A value of a column as a reader here writes it. Numbers of persons are masked, sealed columns stay sealed."""
    if value in (None, "", [], {}):
        return _("(kosong)")
    if (table, name) in _SEALED:
        return _("(tersegel)")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, dict):
        return _("(rincian)")
    if isinstance(value, list):
        return ", ".join(map(str, value))[:_MOST_LETTERS]
    if isinstance(value, int):
        return rupiah(value) if name.endswith("_idr") else str(value) if name.endswith("id") else figures(value)
    text = str(value)
    if name in _NUMBERS_OF_PEOPLE or is_nik(text):
        return masked(text)
    if name in _PLACES and text in places:
        return f"{places[text]} ({text})"
    return _coded(name, text) or _dated(text) or without_niks(text)[:_MOST_LETTERS]
