"""The cards of a village as A4 sheets for the printer."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse

from payung.cards.actions.draw import draw_cards
from payung.cards.actions.issue import issue
from payung.cards.actions.keep_key import card_key
from payung.cards.queries import faces, holders
from payung.funding import queries as funding
from payung.regions import queries as regions
from payung.units.refusal import Refused
from payung.units.region import Area, is_region_code, level
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.today import day_of_judgement


@needs("print-cards")
@fresh
def village_cards(request: SignedIn, line: str, village: str) -> HttpResponse:
    """The sheets of one line in one village as a PDF; cards that are missing are issued first. Not found without any."""
    if not (is_region_code(village) and level(village) == "village" and village in request.acting.sees):
        raise Http404
    try:
        paid_by = funding.line(line)
    except Refused as refusal:
        raise Http404 from refusal
    area, on = Area(village), day_of_judgement()
    issue(line=paid_by, area=area, on=on)
    drawn = faces(paid_by, area)
    if not drawn:
        raise Http404
    mark = watermark(request, holders(paid_by, area))
    with tempfile.TemporaryDirectory(prefix="payung-cards-") as folder:
        out = Path(folder) / "cards.pdf"
        draw_cards(drawn, card_key(settings.KEY_FOLDER), out, issued_on=on, mark=mark)
        return pdf(out.read_bytes(), f"kartu-{_spoken(village)}-{paid_by.code}.pdf")


def _spoken(village: str) -> str:
    found = regions.region(village)
    return found.name.lower().replace(" ", "-") if found else village


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF as a download under a name that says what it is."""
    response = HttpResponse(content, content_type="application/pdf")
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in name)
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    return response
