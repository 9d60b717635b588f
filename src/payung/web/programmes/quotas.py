"""The places of a funding line per village: how many are left, who waits, and how each village came to its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.funding.queries import line as line_with_code
from payung.insight.quotas import SORTS, DistrictQuota, all_village_quotas, district_quotas, village_quotas
from payung.programmes.queries import latest_count, quotas_above, sharing, waiting_rule
from payung.regions import queries as regions
from payung.regions.queries import called
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.programmes.picture import picture
from payung.web.programmes.quotas_export import quota_workbook
from payung.web.programmes.words import how_shared, whom, why

if TYPE_CHECKING:
    from payung.funding.models import FundingLine
    from payung.programmes.models import Sharing

_SHOWN = (
    "code",
    "district",
    "places",
    "taken",
    "left",
    "waiting",
    "base",
    "covered",
    "weight",
    "claim",
    "extra",
    "moved",
)
_SORT_WORDS = {"": gettext_noop("Kode"), "name": gettext_noop("Nama"), "left": gettext_noop("Sisa terbanyak"),
               "waiting": gettext_noop("Menunggu terbanyak")}  # fmt: skip


def seen_line(code: str) -> FundingLine:
    """The line with this code. Raises Http404 where the area acted in has nothing of it."""
    try:
        return line_with_code(code)
    except Refused:
        raise Http404 from None


def _sum(districts: list[DistrictQuota]) -> dict[str, int]:
    columns = ("villages", "places", "taken", "left", "waiting", "full")
    return {column: sum(getattr(each, column) for each in districts) for column in columns}


def _chosen(request: SignedIn, districts: list[DistrictQuota]) -> DistrictQuota | None:
    return next((each for each in districts if each.code == request.GET.get("district", "")), None)


def _above(line: FundingLine) -> list[dict[str, Any]]:
    """The quotas above the villages, each with the name of its region."""
    held = quotas_above(line)
    named = regions.with_codes([quota.region for quota in held])
    columns = ("places", "taken", "left", "base", "weight", "extra")
    return [{"title": str(named[quota.region]), **{name: getattr(quota, name) for name in columns}} for quota in held]


def _data_of(line: FundingLine, rule: Sharing | None) -> dict[str, Any]:
    """On which count of workers the numbers rest, and the day of a newer one, if there is one."""
    latest = latest_count(line) if rule and rule.counted_on else None
    return {
        "counted_on": rule.counted_on if rule else None,
        "newer_count": latest if rule and rule.counted_on and latest and latest > rule.counted_on else None,
        "by_proposals": rule is not None and rule.weight == "proposals",
    }


def _table(
    request: SignedIn, line: FundingLine, district: DistrictQuota | None, rule: Sharing | None
) -> dict[str, Any]:
    sort = asked if (asked := request.GET.get("sort", "")) in SORTS else ""
    after = request.GET.get("after", "")[:13]
    found, more = village_quotas(line.pk, within=district.code if district else "", sort=sort, after=after)
    method = rule.method if rule else ""
    shown = [
        {
            **{name: getattr(each, name) for name in _SHOWN},
            "why": why(each, method),
            "whom": whom(each),
            "title": called(each.kind, each.name),
        }
        for each in found
    ]
    return {"villages": shown, "sort": sort, "after": after, "next": found[-1].code if more else None,
            "sorts": [(name, _(word)) for name, word in _SORT_WORDS.items()]}  # fmt: skip


@needs("see-numbers")
def quotas(request: SignedIn, line: str) -> HttpResponse:
    """The places of a line in the area acted in, summed up, as a picture and village by village."""
    seen = seen_line(line)
    districts = district_quotas(seen.pk)
    district = _chosen(request, districts)
    shown, rule = [district] if district else districts, sharing(seen)
    facts = {
        "line": seen, "above": _above(seen), "districts": districts, "district": district, "total": _sum(shown),
        "picture": picture(seen.pk, shown), "shared": rule is not None or bool(districts), "rule_words": how_shared(rule),
        "rule_said": rule is not None,
        "fills_up": rule is not None and rule.up_to is not None,
        **_table(request, seen, district, rule),
        "lot": waiting_rule(seen), **_data_of(seen, rule),
        "may_act": request.acting.may("release-places") and seen.region in request.acting.sees,
        "may_see": request.acting.may("see"),
        "may_export": request.acting.may("export"), "may_release": request.acting.may("release-places"),
    }  # fmt: skip
    return render(request, "programmes/quotas.html", facts)


@needs("export")
@fresh
def quotas_export(request: SignedIn, line: str) -> HttpResponse:
    """The table of the places of a line as a workbook, with all that is needed to do the sharing again."""
    seen = seen_line(line)
    districts = district_quotas(seen.pk)
    district = _chosen(request, districts)
    rows = list(all_village_quotas(seen.pk, within=district.code if district else ""))
    return quota_workbook(seen, sharing(seen), rows, mark=watermark(request))
