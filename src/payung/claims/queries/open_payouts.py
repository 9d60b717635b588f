"""The payouts of an area that are not paid yet: what is due, sent, or came back, and what keeps it from leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Min, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from payung.claims.models import Payout
from payung.claims.queries import has_account
from payung.units.region import Area

_PAGE = 100
_NO_CLOCK = Value(date(9999, 12, 31))
_DUE = Case(When(what="scholarship", then=_NO_CLOCK), default=Coalesce(F("claim__due_on"), _NO_CLOCK))
_OPEN = ("due", "sent", "failed")


@dataclass(frozen=True, slots=True)
class OpenPayouts:
    """A page of them and whether more follow; by state how many and how much; of those due, how many can leave now, have no
    account, or are held."""

    page: Sequence[Payout]
    more: bool
    sums: dict[str, tuple[int, int]]
    ready: int
    without_account: int
    held: int


def has_clock(payout: Payout) -> bool:
    """Whether the law's days to pay run for it: for everything but school years, which have days of their own."""
    return payout.what != "scholarship"


def _behind(after: int | None) -> Q:
    """What comes after the row with this number in the order of days; all of it without one."""
    last = Payout.objects.annotate(due=_DUE).filter(pk=after).values_list("due", "pk").first() if after else None
    return Q(due__gt=last[0]) | Q(due=last[0], pk__gt=last[1]) if last else Q()


def open_payouts(area: Area, *, after: int | None = None) -> OpenPayouts:
    """Those in sight in an area, whose last day to pay is nearest first. A school year waits for no day of its claim: those come
    last, the first decided first."""
    inside = Payout.objects.filter(village__gte=area.code, village__lt=f"{area.code}~", state__in=_OPEN)
    page = list(
        inside.annotate(due=_DUE)
        .filter(_behind(after))
        .select_related("claim__person", "heir")
        .order_by("due", "pk")[: _PAGE + 1]
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
