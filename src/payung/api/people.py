"""GET /people/{id}/cover: was this worker covered on that day, for a token that may see people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from payung.api.answers import Refusal
from payung.api.asked import Asked, On, check_keys, day_or_today
from payung.api.bearer import as_service, service
from payung.insight.cover import answer
from payung.people.queries import by_id
from payung.rules.law import law
from payung.units.refusal import Refused

router = Router(tags=["people"])
# The numbers that PostgreSQL knows as a bigint: a larger one is nobody's, and no error of the database.
_LARGEST = 2**63 - 1


class CoverAsked(Asked):
    """The day that is asked about."""

    on: On = None


class CoverTold(Schema):
    """Covered or not, by whom and for how long, what a natural death would pay, and the reason in a sentence."""

    covered: bool
    payer_kind: str | None
    payer: str | None = None
    since: str | None
    until: str | None
    months_of_membership: int
    death_today_idr: int
    why: str
    unverified: list[str]


@router.get(
    "/{int:person_id}/cover", auth=service,
    response={200: CoverTold, 401: Refusal, 403: Refusal, 404: Refusal, 422: Refusal},
    summary="Perlindungan seorang pekerja pada suatu hari",
)  # fmt: skip
def cover(request: HttpRequest, asked: Query[CoverAsked], person_id: int) -> dict[str, Any]:
    """A worker of another area is as unknown as one who does not exist."""
    check_keys(request, asked)
    on = day_or_today(asked.on)
    with as_service(request, "see"):
        person = by_id(person_id) if person_id <= _LARGEST else None
        if person is None:
            raise Refused("person_unknown", person=person_id)
        return answer(person, on, law()).for_json
