"""Reads of cards."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.cards.models import Card
from payung.units.card_face import CardFace
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


def faces(line: FundingLine, area: Area, *, person_id: int | None = None) -> list[CardFace]:
    """What stands on the cards of a line in an area, by village and name."""
    facts: dict[str, Any] = {"line": line.pk, "from": area.starts, "until": area.ends, "person": person_id}
    with connection.cursor() as db:
        db.execute(statement("faces"), facts)
        return [CardFace(*row[:9]) for row in db.fetchall()]


def cards_of(person_id: int) -> list[Card]:
    """A worker's cards with their lines, the latest first."""
    return list(Card.objects.filter(person_id=person_id).select_related("line").order_by("-until", "-id"))


def holders(line: FundingLine, area: Area) -> list[int]:
    """The workers who hold a card of a line in an area."""
    held = Card.objects.filter(line=line, village__gte=area.starts, village__lt=area.ends)
    return list(held.values_list("person_id", flat=True))
