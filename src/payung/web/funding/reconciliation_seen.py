"""The funding line of a page, its month, and what is said of a file that cannot be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from payung.funding.queries import line as line_with
from payung.intake.read import Unreadable
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.words import say

if TYPE_CHECKING:
    from payung.access.queries import Acting
    from payung.funding.models import FundingLine


def seen_line(acting: Acting, code: str) -> FundingLine:
    """The line with this code, if it lies in the area acted in as a whole. Raises Http404 for any other, known or not."""
    try:
        found = line_with(code)
    except Refused:
        raise Http404 from None
    if found.region not in acting.sees:
        raise Http404
    return found


def month_of(line: FundingLine, asked: str, today: Month) -> Month:
    """The month that was asked for, if the line pays it; else the present one, or the last one of its term."""
    months = list(line.term)
    found = next((each for each in months if str(each) == asked), None)
    return found or (today if today in line.term else months[0] if today < months[0] else months[-1])


def told(refusal: Refused | Unreadable, language: str) -> str:
    """The sentence for a file that was not taken: what is wrong with it and what to do."""
    if isinstance(refusal, Unreadable):
        return refusal.text(language)
    return say(refusal.code, language, **refusal.facts)
