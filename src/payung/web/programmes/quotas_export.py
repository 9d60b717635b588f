"""The places of a line per village as a workbook: whoever has it can do the sharing again, village by village."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from payung.insight.quotas import VillageQuota
from payung.web.components.sheet import Cell, download, workbook
from payung.web.components.tags import fraction
from payung.web.programmes.words import how_shared, why

if TYPE_CHECKING:
    from payung.funding.models import FundingLine
    from payung.programmes.models import Sharing


def _cells(each: VillageQuota, method: str) -> tuple[Cell, ...]:
    judged = each.part if method == "largest-remainder" else each.next_quotient
    return (each.code, each.name, each.district, each.places, each.taken, each.left, each.waiting, each.counted,
            each.counted_here, each.others, each.base, each.weight,
            each.rest, each.total, fraction(each.claim), fraction(judged), each.extra, each.moved, why(each, method))  # fmt: skip


def quota_workbook(line: FundingLine, rule: Sharing | None, villages: list[VillageQuota], *, mark: str) -> HttpResponse:
    """One row a village, with base, weight, claim as an exact fraction, extra places and the reason."""
    method = rule.method if rule else ""
    heads = (
        _("Kode"), _("Desa"), _("Kecamatan"), _("Tempat"), _("Terisi"), _("Sisa"), _("Menunggu"),
        _("Terlindungi menurut hitungan"), _("Di antaranya pada dana program"), _("Tempat dana lain"), _("Jatah dasar"),
        _("Bobot"), _("Tempat yang dibagi menurut bobot"), _("Jumlah bobot"), _("Bagian tepat"), _("Penentu"),
        _("Tambahan"), _("Dialihkan"), _("Alasan"),
    )  # fmt: skip
    title = f"{line.name}. {' '.join(how_shared(rule))}"
    return download(
        f"payung-kuota-{line.code}", workbook(title, mark, heads, (_cells(each, method) for each in villages))
    )
