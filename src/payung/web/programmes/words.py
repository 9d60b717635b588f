"""How places were shared out, in words that a village can check with pencil and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.insight.quotas import VillageQuota
from payung.units.rupiah import in_figures
from payung.web.components.tags import fraction

if TYPE_CHECKING:
    from payung.programmes.models import Sharing

WEIGHTS = {
    "eligible": gettext_noop("jumlah pekerja yang berhak"),
    "uncovered": gettext_noop("jumlah pekerja yang belum terlindungi"),
    "proposals": gettext_noop("jumlah pekerja yang diusulkan"),
}
METHODS = {
    "largest-remainder": gettext_noop(
        "Bagian desa = bobot x tempat yang dibagi : jumlah bobot. Bagian utuhnya langsung didapat; tempat yang masih tersisa"
        " diberikan satu per satu kepada pecahan yang paling besar, dan bila sama, menurut kode desa."
    ),
    "sainte-lague": gettext_noop(
        "Tempat diberikan satu per satu kepada hasil terbesar dari bobot : 1, bobot : 3, bobot : 5 dan seterusnya, dan bila sama,"
        " menurut kode desa."
    ),
}


def how_shared(rule: Sharing | None) -> list[str]:
    """The rule of a line in sentences: the base, the weight, the method."""
    if rule is None:
        return [_("Tempat dana ini tidak dibagi per desa.")]
    if rule.base is None:
        base = _(
            "Jatah dasar mengisi setiap desa sampai %(n)s pekerja terlindungi, termasuk yang sudah terlindungi: menurut hitungan,"
            " dikurangi yang dalam hitungan itu sudah pada dana program, ditambah tempat dana lain untuk bulan yang sama."
        ) % {"n": in_figures(rule.up_to or 0)}
    else:
        base = _("Setiap desa mendapat jatah dasar %(n)s tempat.") % {"n": in_figures(rule.base)}
    weight = _("Sisanya dibagi menurut %(weight)s.") % {"weight": _(WEIGHTS[rule.weight])}
    return [base, weight, _(METHODS[rule.method])]


def whom(each: VillageQuota) -> str:
    """Whom the base of a village counts as covered, as a sum; the empty text where it counts nobody."""
    if each.covered is None:
        return ""
    return _("hitungan %(counted)s, pada dana program %(here)s, tempat dana lain %(others)s") % {
        "counted": in_figures(each.counted or 0),
        "here": in_figures(each.counted_here or 0),
        "others": in_figures(each.others or 0),
    }


def why(each: VillageQuota, method: str) -> str:
    """Why a village has its number, in one line; the empty text where no rule gave it."""
    if each.base is None or each.extra is None:
        return ""
    if each.kept_taken:
        return _("Dipertahankan: lebih banyak yang sudah terisi daripada bagiannya.")
    if method == "largest-remainder":
        one_more = each.extra > (each.whole or 0)
        said = _("pecahan %(part)s mendapat satu lagi") if one_more else _("pecahan %(part)s tidak mendapat lagi")
        return said % {"part": fraction(each.part)}
    return _("tempat berikutnya: %(quotient)s, tidak cukup") % {"quotient": fraction(each.next_quotient)}
