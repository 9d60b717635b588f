"""The cards of a village as A4 sheets for the printer."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from payung.cards.actions.draw import draw_cards
from payung.cards.actions.issue import issue
from payung.cards.actions.keep_key import card_key
from payung.cards.queries import faces
from payung.funding.models import FundingLine
from payung.funding.queries import lines_of
from payung.programmes.queries import programmes_in
from payung.regions import queries as regions
from payung.units.card_face import CardFace
from payung.units.region import Area, is_region_code, level
from payung.web.access.permission import needs
from payung.web.intake.today import day_of_judgement


@needs("print-cards")
def village_cards(request: HttpRequest, village: str, line: str | None = None) -> HttpResponse:
    """The sheets of a village as a PDF, of one line or of all; cards that are missing are issued first. Not found without any."""
    if not (is_region_code(village) and level(village) == "village" and village in request.user.sees):
        raise Http404
    area, on = Area(village), day_of_judgement()
    drawn: list[CardFace] = []
    for paid_by in _lines(area, line):
        issue(line=paid_by, area=area, on=on)
        drawn += faces(paid_by, area)
    if not drawn:
        raise Http404
    with tempfile.TemporaryDirectory(prefix="payung-cards-") as folder:
        out = Path(folder) / "cards.pdf"
        draw_cards(drawn, card_key(settings.KEY_FOLDER), out, issued_on=on)
        return pdf(out.read_bytes(), f"kartu-{_spoken(village)}{'-' + line if line else ''}.pdf")


def _lines(area: Area, code: str | None) -> list[FundingLine]:
    lines = [line for programme in programmes_in(area) for line in lines_of(programme.code)]
    return [line for line in lines if code in (None, line.code)]


def _spoken(village: str) -> str:
    found = regions.region(village)
    return found.name.lower().replace(" ", "-") if found else village


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF as a download under a name that says what it is."""
    response = HttpResponse(content, content_type="application/pdf")
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in name)
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    return response
