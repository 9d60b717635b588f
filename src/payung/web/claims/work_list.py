"""The work list: claims by deadline, filtered by state and village; as a workbook as well; how many are overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access.queries import may
from payung.claims.queries.work import OPEN, SORTS, Wanted, waiting, whole_list, work_list
from payung.regions import queries as regions
from payung.units.region import Area
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.claims.clock import clock_of
from payung.web.claims.words import STATES, happened, tone, word
from payung.web.components.sheet import download, workbook
from payung.web.components.tags import day as day_in_words
from payung.web.intake.choices import is_village, village_choices
from payung.web.number import number
from payung.web.regions.seen import seen_region
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.claims.models import Claim
    from payung.regions.models import Region

_DECIDED = ("approved", "paid", "refused")


def _wanted(request: SignedIn) -> tuple[Wanted, Region | None]:
    """What was asked for: a state or all that are open, a village or the whole area, an order. Http404 for a place of others."""
    state, sort = request.GET.get("state", ""), request.GET.get("sort", "")
    code = request.GET.get("village", "") or request.acting.area
    here = seen_region(request.acting, code) if code else None
    states = tuple(STATES) if state == "all" else (state,) if state in STATES else OPEN
    return Wanted(Area(code), states, sort if sort in SORTS else "due"), here


def _left_to_heirs(claim: Claim) -> bool:
    """Whether an accident is not decided yet and its worker has died: what it owes the worker waits for the heirs."""
    return claim.kind == "accident" and claim.state not in _DECIDED and claim.person.died_on is not None


def _rows(found: list[Claim]) -> list[dict[str, Any]]:
    villages = regions.with_codes({each.village for each in found})
    return [
        {
            "claim": each, "village": villages[each.village], "what": happened(each.kind, each.cause),
            "state": word(STATES, each.state), "tone": tone(each.state), "clock": clock_of(each),
            "left_to_heirs": _left_to_heirs(each),
        }
        for each in found
    ]  # fmt: skip


@needs("see-claims")
def claims(request: SignedIn) -> HttpResponse:
    """The claims in sight, the most urgent first, and what of them waits for whom."""
    wanted, here = _wanted(request)
    after = number(request.GET.get("after", ""))
    found, more = work_list(wanted, after=after)
    counts = waiting(wanted.area, on=day_of_judgement(), by=request.acting.by)
    facts = {
        "rows": _rows(found), "next": found[-1].pk if more else None, "after": after, "here": here, "counts": counts,
        "state": request.GET.get("state", ""), "sort": wanted.sort,
        "states": [(code, word(STATES, code), counts.by_state[code]) for code in STATES],
        "village": request.GET.get("village", ""), "villages": village_choices(request.acting),
        "one_village": is_village(request.acting.sees), "may_export": may(request.acting, "export"),
        "may_report": may(request.acting, "report-claims"), "may_pay": may(request.acting, "pay-claims"),
    }  # fmt: skip
    return render(request, "claims/work_list.html", facts)


@needs("export")
@fresh
def export(request: SignedIn) -> HttpResponse:
    """The list as a workbook with its number; needs the permission to see claims as well."""
    if not may(request.acting, "see-claims"):
        raise PermissionDenied
    wanted, here = _wanted(request)
    rows = _rows(list(whole_list(wanted)))
    mark = watermark(request, (row["claim"].person_id for row in rows))
    heads = (
        _("Nomor"),
        _("Nama"),
        _("NIK"),
        _("Desa"),
        _("Kejadian"),
        _("Hari kejadian"),
        _("Keadaan"),
        _("Batas bayar"),
    )
    cells = (
        (row["claim"].number, row["claim"].person.name, row["claim"].person.nik_masked, str(row["village"]), row["what"],
         day_in_words(row["claim"].happened_on), row["state"], day_in_words(row["claim"].due_on))
        for row in rows
    )  # fmt: skip
    title = _("Klaim, {place}").format(place=here or "Indonesia")
    return download(f"payung-klaim-{wanted.area.code or 'id'}", workbook(title, mark, heads, cells))
