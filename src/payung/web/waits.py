"""What of claims and complaints waits for whoever signed in: a number and where to go, for the page that comes first."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access.queries import may
from payung.claims.queries.work import waiting
from payung.complaints.queries import counted
from payung.web.access.signed_in import SignedIn
from payung.web.today import day_of_judgement

_ANY = ("report-claims", "handle-claims", "approve-claims", "pay-claims", "complain")


@dataclass(frozen=True, slots=True)
class Wait:
    """So many claims wait for one thing; `address` leads to them."""

    n: int
    word: str
    address: str


def waits(request: SignedIn, code: str) -> list[Wait]:
    """What waits for this role in its own area; nothing on the page of any other region, or where nothing waits."""
    acting = request.acting
    if code != acting.area or not any(may(acting, each) for each in _ANY):
        return []
    counts, listed = waiting(acting.sees, on=day_of_judgement(), by=acting.by), reverse("claims")
    asked = (
        ("report-claims", counts.by_state["reported"], _("klaim menunggu surat"), f"{listed}?state=reported"),
        ("handle-claims", counts.by_state["complete"], _("klaim siap dihitung"), f"{listed}?state=complete"),
        ("approve-claims", counts.for_my_eyes, _("klaim menunggu keputusan Anda"), f"{listed}?state=assessed"),
        ("pay-claims", counts.by_state["approved"], _("klaim disetujui, belum dibayar"), f"{listed}?state=approved"),
        ("", counts.overdue, _("klaim melewati batas bayar"), listed),
        *_of_complaints(request),
    )
    return [Wait(n, word, address) for right, n, word, address in asked if n and (not right or may(acting, right))]


def _of_complaints(request: SignedIn) -> tuple[tuple[str, int, str, str], ...]:
    acting, listed = request.acting, reverse("complaints")
    if not may(acting, "complain"):
        return ()
    counts = counted(acting.sees, on=day_of_judgement(), by=acting.by)
    return (
        ("answer-complaints", counts.by_state["received"], _("pengaduan belum ditangani"), f"{listed}?state=received"),
        ("answer-complaints", counts.mine, _("pengaduan Anda belum dijawab"), f"{listed}?state=mine"),
        ("", counts.overdue, _("pengaduan melewati batas jawab"), listed),
    )
