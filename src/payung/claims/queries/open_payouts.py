"""The payouts of an area that are not paid yet: what is due, sent, or came back, and what keeps it from leaving."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Min, Q, Sum

from payung.claims.models import Payout
from payung.claims.queries import has_account
from payung.units.region import Area

_PAGE = 100
_OPEN = ("due", "sent", "failed")


@dataclass(frozen=True, slots=True)
class OpenPayouts:
    """A page of them and whether more follow; by state how many and how much; of those due, how many can leave now, have no
    account, or are held."""

    page: list[Payout]
    more: bool
    sums: dict[str, tuple[int, int]]
    ready: int
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
    homeless, kept = ~has_account(), ~Q(claim__held_why="")
    due = inside.filter(state="due").aggregate(
        without=Count("pk", filter=homeless), held=Count("pk", filter=kept), ready=Count("pk", filter=~homeless & ~kept)
    )
    sums = {state: told.get(state, (0, 0)) for state in _OPEN}
    return OpenPayouts(page[:_PAGE], len(page) > _PAGE, sums, due["ready"], due["without"], due["held"])


def files_sent(area: Area) -> list[tuple[str, int, int]]:
    """The files that the bank has not answered in full: their code, how many payouts are open in them, and their sum."""
    inside = Payout.objects.filter(village__gte=area.code, village__lt=f"{area.code}~", state="sent")
    counted = inside.values_list("bank_file").annotate(n=Count("pk"), idr=Sum("amount_idr"), first=Min("pk"))
    return [(code, n, idr) for code, n, idr, _first in counted.order_by("-first")]
