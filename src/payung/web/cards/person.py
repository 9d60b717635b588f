"""The card of one worker."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse

from payung.cards.actions.draw import draw_card
from payung.cards.actions.issue import issue
from payung.cards.actions.keep_key import card_key
from payung.cards.queries import cards_of, faces
from payung.membership.queries import enrolments
from payung.people.queries import by_id
from payung.units.region import Area
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.cards.village import pdf
from payung.web.today import day_of_judgement


@needs("print-cards")
@fresh
def person_card(request: SignedIn, person_id: int) -> HttpResponse:
    """The worker's latest card as a PDF of card size, issued now if it is missing. Not found for a worker without a place."""
    person = by_id(person_id)
    placed = [e for e in enrolments(person_id) if e.state == "placed"] if person else []
    if person is None or not placed:
        raise Http404
    area, on = Area(person.village), day_of_judgement()
    for enrolment in placed:
        issue(line=enrolment.line, area=area, on=on)
    latest = cards_of(person_id)[0]
    face = faces(latest.line, Area(latest.village), person_id=person_id)[-1]
    drawn = draw_card(
        face, card_key(settings.KEY_FOLDER), issued_on=latest.issued_on, mark=watermark(request, [person_id])
    )
    return pdf(drawn, f"kartu-{latest.number}.pdf")
