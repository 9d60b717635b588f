"""Complaints as any page tells them: subject and state in words, and the list that other pages show (`complaints.html`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_noop

if TYPE_CHECKING:
    from payung.complaints.models import Complaint

ABOUT = {
    "enrolment": gettext_noop("Pendaftaran atau perlindungan"),
    "card": gettext_noop("Kartu"),
    "claim": gettext_noop("Klaim"),
    "other": gettext_noop("Hal lain"),
}
STATES = {
    "received": gettext_noop("Belum ditangani"),
    "taken": gettext_noop("Sedang ditangani"),
    "answered": gettext_noop("Sudah dijawab"),
}
TONES = {"answered": "covered"}


def told_of(found: list[Complaint]) -> list[dict[str, Any]]:
    """One row a complaint, for `components/complaints.html`."""
    return [
        {
            "complaint": each, "about": gettext(ABOUT[each.about]), "state": gettext(STATES[each.state]),
            "tone": TONES.get(each.state, "waiting"),
        }
        for each in found
    ]  # fmt: skip
