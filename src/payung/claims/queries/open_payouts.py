"""The payouts of an area that are not paid yet: what is due, sent, or came back, and what keeps it from leaving."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from payung.claims.models import Payout
from payung.units.region import Area

_PAGE = 100
_OPEN = ("due", "sent", "failed")


@dataclass(frozen=True, slots=True)
class OpenPayouts:
    """A page of them and whether more follow; by state how many and how much; how many due ones have no account or are held."""

    page: list[Payout]
    more: bool
    sums: dict[str, tuple[int, int]]
    without_account: int
    held: int


def open_payouts(area: Area, *, after: int | None = None) -> OpenPayouts:
    """Those in sight in an area, the first decided first."""
    inside = Payout.objects.filter(village__gte=area.code, village__lt=f"{area.code}~", state__in=_OPEN)
    page = list(
        inside.filter(pk__gt=after or 0).select_related("claim", "claim__person", "heir").order_by("pk")[: _PAGE + 1]
    )
    told = {state: (n, idr) for state, n, idr in inside.values_list("state").annotate(n=Count("pk"), s=Sum("amount_idr"))
            .order_by()}  # fmt: skip
    due = inside.filter(state="due").aggregate(
        without=Count("pk", filter=Q(heir__bank="")), held=Count("pk", filter=~Q(claim__held_why=""))
    )
    sums = {state: told.get(state, (0, 0)) for state in _OPEN}
    return OpenPayouts(page[:_PAGE], len(page) > _PAGE, sums, due["without"], due["held"])
