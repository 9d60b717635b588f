"""The list of complaints: overdue ones first, filtered by state, subject, owner and village; as a workbook as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access.queries import may
from payung.complaints.queries import OPEN, Wanted, counted, whole_list, work_list
from payung.regions import queries as regions
from payung.units.region import Area
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.claims.clock import clock_until
from payung.web.claims.words import word
from payung.web.components.complaints import ABOUT, STATES, TONES
from payung.web.components.sheet import download, workbook
from payung.web.components.tags import day as day_in_words
from payung.web.intake.choices import is_village, village_choices
from payung.web.number import number
from payung.web.regions.seen import seen_region
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.complaints.models import Complaint
    from payung.regions.models import Region


def _wanted(request: SignedIn) -> tuple[Wanted, Region | None]:
    """What was asked for: a state, all that are open, or one's own; a subject; a village. Http404 for a place of others."""
    state, about = request.GET.get("state", ""), request.GET.get("about", "")
    code = request.GET.get("village", "") or request.acting.area
    here = seen_region(request.acting, code) if code else None
    states = (state,) if state in STATES else ("taken",) if state == "mine" else OPEN
    owner = request.acting.by if state == "mine" else ""
    return Wanted(Area(code), states, about if about in ABOUT else "", owner), here


def _rows(found: list[Complaint]) -> list[dict[str, Any]]:
    villages = regions.with_codes({each.village for each in found})
    return [
        {
            "complaint": each, "village": villages[each.village], "about": word(ABOUT, each.about),
            "state": word(STATES, each.state), "tone": TONES.get(each.state, "waiting"),
            "clock": clock_until(each.due_on) if each.state in OPEN else None,
        }
        for each in found
    ]  # fmt: skip


@needs("see-claims")
def complaints(request: SignedIn) -> HttpResponse:
    """The complaints in sight, the one that is most overdue first, and how many wait."""
    wanted, here = _wanted(request)
    after = number(request.GET.get("after", ""))
    found, more = work_list(wanted, after=after)
    state = request.GET.get("state", "")
    counts = counted(wanted.area, on=day_of_judgement(), by=request.acting.by)
    facts = {
        "rows": _rows(found), "next": found[-1].pk if more else None, "after": after, "here": here, "counts": counts,
        "state": state if state in (*STATES, "mine") else "", "about": wanted.about,
        "states": [(code, word(STATES, code), counts.by_state[code]) for code in STATES],
        "abouts": [(code, word(ABOUT, code)) for code in ABOUT], "days": settings.COMPLAINT_DAYS,
        "village": request.GET.get("village", ""), "villages": village_choices(request.acting),
        "one_village": is_village(request.acting.sees), "may_export": may(request.acting, "export"),
        "may_write": may(request.acting, "complain"), "may_answer": may(request.acting, "answer-complaints"),
    }  # fmt: skip
    return render(request, "complaints/work_list.html", facts)


@needs("export")
@fresh
def export(request: SignedIn) -> HttpResponse:
    """The list as a workbook with its number; needs the permission to see cases as well."""
    if not may(request.acting, "see-claims"):
        raise PermissionDenied
    wanted, here = _wanted(request)
    rows = _rows(list(whole_list(wanted)))
    mark = watermark(request, (row["complaint"].person_id for row in rows if row["complaint"].person_id))
    heads = (
        _("Nomor"), _("Tentang"), _("Nama"), _("NIK"), _("Desa"), _("Diterima"), _("Batas jawab"), _("Keadaan"),
        _("Ditangani"), _("Isi pengaduan"), _("Jawaban"),
    )  # fmt: skip
    title = _("Pengaduan, {place}").format(place=here or "Indonesia")
    made = workbook(title, mark, heads, (_cells(row) for row in rows))
    return download(f"payung-pengaduan-{wanted.area.code or 'id'}", made)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    each: Complaint = row["complaint"]
    person = each.person
    return (
        each.number, row["about"], person.name if person else "-", person.nik_masked if person else "-", str(row["village"]),
        day_in_words(each.received_at), day_in_words(each.due_on), row["state"], each.owner or "-", each.said, each.answer or "-",
    )  # fmt: skip
