"""The waiting list of a funding line: each worker's rank and why, and the places that are held for some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.insight.waiting import (
    Waiting,
    WaitingVillage,
    held_places,
    waiting_list,
    waiting_villages,
    whole_waiting_list,
)
from payung.programmes.queries import waiting_rule
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.components.sheet import download, workbook
from payung.web.components.tags import day
from payung.web.programmes.quotas import seen_line

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def why(each: Waiting) -> list[str]:
    """What decided a worker's rank, in words and in order."""
    said = [
        _("desil %(n)s") % {"n": each.decile} if each.decile is not None else _("desil tidak diketahui"),
        _("ahli waris tercatat") if each.heir_named else _("ahli waris belum tercatat"),
        _("diusulkan %(day)s") % {"day": day(each.proposed_on)},
        _("undian %(lot)s") % {"lot": each.lot or "-"},
    ]
    passed = each.offers_passed
    if passed:
        said.insert(0, ngettext("%(n)s tawaran terlewat", "%(n)s tawaran terlewat", passed) % {"n": passed})
    return said


def _chosen(request: SignedIn, villages: list[WaitingVillage]) -> WaitingVillage | None:
    return next((each for each in villages if each.code == request.GET.get("village", "")), None)


@needs("see")
def waiting(request: SignedIn, line: str) -> HttpResponse:
    """Who waits for a line in the area acted in, in the order in which places are given."""
    seen = seen_line(line)
    villages = waiting_villages(seen.pk)
    village = _chosen(request, villages)
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    found, more = waiting_list(seen.pk, within=village.code if village else "", after=after)
    facts = {
        "line": seen, "villages": villages, "village": village, "total": sum(each.workers for each in villages),
        "rows": [(each, ", ".join(why(each))) for each in found], "next": found[-1].enrolment if more else None,
        "after": after, "held": held_places(seen.pk), "rule": waiting_rule(seen),
        "may_see_numbers": request.acting.may("see-numbers"),
        "may_export": request.acting.may("export"), "may_answer": request.acting.may("propose"),
    }  # fmt: skip
    return render(request, "membership/waiting.html", facts)


def _workbook(line: FundingLine, people: list[Waiting], mark: str) -> HttpResponse:
    heads = (_("Urutan"), _("Urutan di desa"), _("Nama"), _("NIK"), _("Kode"), _("Desa"), _("Nomor pendaftaran"),
             _("Desil"), _("Diusulkan"), _("Undian"), _("Ditahan sampai"), _("Alasan"))  # fmt: skip
    cells = (
        (w.rank, w.rank_in_village, w.name, w.nik_masked, w.village, w.village_name, w.enrolment, w.decile,
         w.proposed_on.isoformat(), w.lot, w.held_until.isoformat() if w.held_until else "", ", ".join(why(w)))
        for w in people
    )  # fmt: skip
    title = _("Daftar tunggu %(line)s") % {"line": line.name}
    return download(f"payung-daftar-tunggu-{line.code}", workbook(title, mark, heads, cells))


@needs("export")
@fresh
def waiting_export(request: SignedIn, line: str) -> HttpResponse:
    """The waiting list of a line as a workbook, NIKs masked, for whoever sees people."""
    if not request.acting.may("see"):
        raise PermissionDenied
    seen = seen_line(line)
    village = _chosen(request, waiting_villages(seen.pk))
    people = list(whole_waiting_list(seen.pk, within=village.code if village else ""))
    return _workbook(seen, people, watermark(request, (each.person for each in people)))
