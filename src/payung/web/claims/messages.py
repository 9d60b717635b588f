"""What was told to the family by message, as the page of a claim says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop
from lokal.phone import normalize_phone

from payung.claims.queries import messages_of
from payung.web.claims.words import word

if TYPE_CHECKING:
    from payung.claims.models import Claim, ClaimHeir, ClaimReport

KINDS = {
    "reported": gettext_noop("Laporan diterima"),
    "papers": gettext_noop("Surat masih kurang"),
    "approved": gettext_noop("Disetujui"),
    "refused": gettext_noop("Ditolak"),
    "paid": gettext_noop("Sudah dibayar"),
}
STATES = {
    "queued": gettext_noop("SMS belum terkirim"),
    "handed-over": gettext_noop("SMS terkirim"),
    "given-up": gettext_noop("SMS tidak terkirim"),
}
TONES = {"handed-over": "covered", "given-up": "refused"}
WHY = {
    "": gettext_noop("menunggu giliran"),
    "gateway-error": gettext_noop("gateway SMS sedang bermasalah, dicoba lagi"),
    "timeout": gettext_noop("gateway SMS tidak menjawab, dicoba lagi"),
    "unreachable": gettext_noop("gateway SMS tidak terhubung, dicoba lagi"),
    "tried-too-often": gettext_noop("gateway SMS berkali-kali gagal. Hubungi keluarga lewat telepon."),
    "number-refused": gettext_noop("nomornya ditolak. Periksa nomor keluarga, lalu hubungi langsung."),
    "no-number": gettext_noop("tidak ada lagi nomor yang meminta kabar"),
    "withdrawn": gettext_noop("laporannya ditarik, jadi tidak ada kabar lagi"),
    "too-old": gettext_noop("sudah terlalu lama menunggu. Hubungi keluarga lewat telepon."),
}


def told_by_message(claim: Claim) -> list[dict[str, Any]]:
    """Each message about a claim in words, the first one first."""
    return [
        {
            "message": each, "kind": word(KINDS, each.kind), "state": word(STATES, each.state),
            "tone": TONES.get(each.state, "waiting"),
            "why": "" if each.state == "handed-over" else word(WHY, each.failed_why), "to": _name(each.report or each.heir),
        }
        for each in messages_of(claim)
    ]  # fmt: skip


def _name(whom: ClaimReport | ClaimHeir | None) -> str:
    """Who holds the phone: whoever told it, the heir, or the guardian of one who is a minor."""
    if whom is None:
        return ""
    return str(getattr(whom, "teller_name", "") or getattr(whom, "guardian_name", "") or getattr(whom, "name", ""))


def who_hears(reports: list[ClaimReport], family: list[ClaimHeir]) -> list[dict[str, Any]]:
    """Whom messages go to, each number once: the name, and the row by which they are stopped."""
    told_it = [("report", each.teller_phone, each.pk, _name(each)) for each in reports if each.wants_messages]
    left = [("heir", each.phone, each.pk, _name(each)) for each in family if each.wants_messages]
    found: dict[str | None, dict[str, Any]] = {}
    for field, phone, pk, name in (*told_it, *left):
        found.setdefault(normalize_phone(phone), {"field": field, "pk": pk, "name": name})
    return list(found.values())
