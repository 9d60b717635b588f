"""What leaves the breach workbench: the list as a workbook, the notice as a PDF. Each is noted in the log with its people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.access.actions.write_notice import notice_pdf
from payung.access.queries import Search, TouchedPerson, touched_people
from payung.regions.queries import with_codes
from payung.units.words import say
from payung.web.access.breach import counts_of
from payung.web.access.breach_page import found
from payung.web.access.breach_sheet import pdf, workbook
from payung.web.access.breach_words import ways_in_words
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.components.tags import figures
from payung.web.components.tags import language as spoken

if TYPE_CHECKING:
    from payung.access.models import Breach


# A letter a person is printed village by village: a regency's would take minutes. No village has this code.
_NO_VILLAGE = "-"


def _noted(request: SignedIn, held: Breach, people: list[TouchedPerson]) -> str:
    """The line that a download carries, once the reading of its people is in the log."""
    why = _("pelanggaran data nomor {number}").format(number=held.pk)
    return watermark(request, (each.id for each in people), why=why)


def _named(request: SignedIn, held: Breach, village: str = "") -> list[TouchedPerson]:
    """The people of a breach by name, for a role that sees them."""
    if not request.acting.may("see"):
        raise PermissionDenied
    return touched_people(Search(breach=held.pk), village=village, limit=None)


@require_safe
@needs("manage-breach")
@fresh
def breach_people(request: SignedIn, number: int) -> HttpResponse:
    """The people of a breach as a workbook, NIKs masked: one row a person."""
    held = found(number)
    people = _named(request, held)
    mark, places = _noted(request, held, people), with_codes({each.village for each in people})
    heads = (_("Nomor"), _("Nama"), _("NIK"), _("Kode desa"), _("Desa"), _("Yang tersentuh"))
    cells = (
        (
            p.id,
            p.name or "",
            p.nik_masked or "",
            p.village,
            str(places.get(p.village, "")),
            ways_in_words(p.data),
        )
        for p in people
    )
    return workbook(f"payung-pelanggaran-{held.pk}.xlsx", f"{_('Pelanggaran data')} {held.pk}", mark, heads, cells)


def _letters(people: list[TouchedPerson], language: str) -> Iterator[str]:
    places = with_codes({each.village for each in people})
    for each in people:
        nik = each.nik_masked or "-"
        place = str(places.get(each.village, each.village))
        yield say("notice_to_person", language, name=each.name or "-", nik=nik, village=place)


@require_safe
@needs("manage-breach")
@fresh
def breach_notice(request: SignedIn, number: int) -> HttpResponse:
    """The notice as a PDF: `to=agency` with the counts, `to=villages` a page a village, `to=people` a letter
    for each person of one `village`."""
    held, to = found(number), request.GET.get("to", "agency")
    language = "en" if request.GET.get("lang", spoken()) == "en" else "id"
    villages = counts_of(Search(breach=held.pk))["villages"]
    counts: list[tuple[str, str]] = []
    people: list[TouchedPerson] = []
    if to == "agency":
        readers = [say("notice_to_agency", language)]
        counts = [(f"{each['code']} {each['name']}", figures(each["people"])) for each in villages]
    elif to == "villages":
        readers = [say("notice_to_village", language, village=v["name"], people=figures(v["people"])) for v in villages]
    else:
        people = _named(request, held, request.GET.get("village") or _NO_VILLAGE)
        readers = list(_letters(people, language))
    if not readers:
        raise Http404
    if to not in ("agency", "villages"):
        to = "people"
    made = notice_pdf(held, readers, language=language, mark=_noted(request, held, people), counts=counts)
    return pdf(made, f"pemberitahuan-{held.pk}-{to}-{language}.pdf")
