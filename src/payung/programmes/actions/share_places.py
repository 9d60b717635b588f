"""Share a line's places out over the villages of its programme, by a base and a remainder; or keep them in one pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.programmes.actions.know_villages import Known, counts, know_villages
from payung.programmes.models import Programme, Quota, Sharing
from payung.regions import queries as regions
from payung.rules.allocation import Pot, pots, share
from payung.units.refusal import Refused
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

_SHARE = ("places", "base", "weight", "extra", "kept_taken", "counted", "counted_here", "others")


def _of_pot(line: FundingLine, pot: Pot, known: Known) -> Iterator[Quota]:
    """The villages of a pot. One that more are seated in than the rule gives it keeps those, and the others share what is left.

    Raises Refused("places_below_taken") with those villages when too little is left for the others.
    """
    kept: list[str] = []
    while True:
        free = [village for village in pot.villages if village not in kept]
        bases, weights = [known.base[v] for v in free], [known.weight.get(v, 0) for v in free]
        try:
            shares = share(
                pot.places - sum(known.taken[v] for v in kept), bases=bases, weights=weights, method=known.method
            )
        except Refused as refusal:
            if kept and refusal.code == "base_exceeds_places":
                raise Refused("places_below_taken", line=line.code, regions=", ".join(sorted(kept)[:10])) from None
            raise
        over = [v for v, each in zip(free, shares, strict=True) if known.taken.get(v, 0) > each.places]
        if not over:
            break
        kept += over
    for village in kept:
        held, weight = known.taken[village], known.weight.get(village, 0)
        told = {"base": held, "weight": weight, "extra": 0, "kept_taken": True, **_whom(known, village)}
        yield Quota(line=line, region=village, places=held, **told)
    for village, each in zip(free, shares, strict=True):
        told = {"base": each.base, "weight": each.weight, "extra": each.extra, **_whom(known, village)}
        yield Quota(line=line, region=village, places=each.places, **told)


def _whom(known: Known, village: str) -> dict[str, int]:
    """Whom the base of a village counts as covered, to be kept with it; nothing for a base that counts nobody."""
    return asdict(known.covered[village]) if known.covered else {}


def _sum_up(pot: Quota, villages: list[Quota]) -> None:
    """Tells on the quota of a pot what its villages shared, so that a village's claim is known without seeing the others."""
    free = [each for each in villages if not each.kept_taken]
    if free:
        pot.base, pot.weight, pot.extra = (
            sum(getattr(each, part) for each in free) for part in ("base", "weight", "extra")
        )


@dataclass(frozen=True, slots=True)
class Shares:
    """The quotas that a line is to have, each with the places that are taken already, and the day of the count they rest on."""

    quotas: list[Quota]
    counted_on: date | None


def work_out(
    line: FundingLine, programme: Programme, places: int, rule: dict[str, Any] | None, held: dict[str, Quota]
) -> Shares:
    """What a line is to have in place of the quotas that it holds (by region); nothing is written.

    Raises Refused("places_below_taken") with the regions where the number is too small for whoever has a place, and what
    `rules.allocation.share` refuses.
    """
    seated = {**counts(line, "seated"), **{code: quota.taken for code, quota in held.items() if len(code) == 13}}
    given = rule["regions"] if rule else {}
    upper = [
        Quota(line=line, region=code, places=number) for code, number in {programme.region: places, **given}.items()
    ]
    villages = list(regions.villages(Area(programme.region)).values_list("code", flat=True)) if rule else []
    split = pots(programme.region, places, given, villages) if rule else []
    known = know_villages(line, villages, rule, seated) if rule else None
    shared = [quota for pot in split if pot.villages and known for quota in _of_pot(line, pot, known)]
    by_region = {quota.region: quota for quota in [*upper, *shared]}
    for pot in split:
        _sum_up(by_region[pot.region], [by_region[village] for village in pot.villages])
    for quota in (wanted := [*upper, *shared]):
        now = held.get(quota.region)
        quota.taken = now.taken if now else sum(n for village, n in seated.items() if village in Area(quota.region))
    if short := sorted(quota.region for quota in wanted if quota.taken > quota.places):
        raise Refused("places_below_taken", line=line.code, regions=", ".join(short[:10]))
    return Shares(wanted, known.counted_on if known else None)


def _unchanged(
    line: FundingLine, held: dict[str, Quota], programme: Programme, places: int, rule: dict[str, Any] | None
) -> bool:
    """Whether a line has its places already, by the same rule: then it keeps them, with what was released since."""
    upper = {programme.region: places, **(rule["regions"] if rule else {})}
    if {code: quota.places for code, quota in held.items() if len(code) < 13} != upper:
        return False
    said = Sharing.objects.filter(line=line).values_list("base", "up_to", "method", "weight").first()
    return said == ((rule["base"], rule["up_to"], rule["remainder"], rule["weight"]) if rule else None)


def hold_quotas(line: FundingLine) -> dict[str, Quota]:
    """The quotas of a line by region, held until the end of the transaction."""
    return {quota.region: quota for quota in Quota.objects.select_for_update().filter(line=line).order_by("region")}


def share_places(*, line: FundingLine, programme: Programme, places: int, rule: dict[str, Any] | None) -> int:
    """Gives a line its places, whole, per region with a number of its own and per village; returns the number of quotas.

    A line that has its places already by the same rule keeps them, with what was released since. Nobody loses a place: a village
    keeps at least what is taken. Raises what `work_out` refuses.
    """
    held = hold_quotas(line)
    if held and _unchanged(line, held, programme, places, rule):
        return len(held)
    shares = work_out(line, programme, places, rule, held)
    write(line, shares, rule)
    return len(shares.quotas)


def write(line: FundingLine, shares: Shares, rule: dict[str, Any] | None) -> None:
    """Puts quotas in place of those that a line holds, and notes by which rule and count they came about."""
    wanted = shares.quotas
    with connection.cursor() as db:
        db.execute("SELECT drop_quotas(%s, %s)", [line.pk, [quota.region for quota in wanted]])
    Quota.objects.bulk_create(
        sorted(wanted, key=lambda quota: quota.region),
        update_conflicts=True,
        unique_fields=["line", "region"],
        update_fields=["taken", *_SHARE],
    )
    Sharing.objects.filter(line=line).delete()
    if rule:
        said = {"base": rule["base"], "up_to": rule["up_to"], "method": rule["remainder"], "weight": rule["weight"]}
        Sharing.objects.create(line=line, region=line.region, counted_on=shares.counted_on, **said)
