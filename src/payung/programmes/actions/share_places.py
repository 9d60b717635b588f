"""Share a line's places out over the villages of its programme, by a base and a remainder; or keep them in one pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Max

from payung.programmes.models import Programme, Quota, Sharing, Workforce
from payung.programmes.queries import statement
from payung.regions import queries as regions
from payung.rules.allocation import Pot, base_up_to, pots, share
from payung.units.refusal import Refused
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

Counts = dict[str, int]
_SHARE = ("places", "base", "weight", "extra", "kept_taken")


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the villages before their places are shared out: workers that hold one, the base and the weight."""

    taken: Counts
    base: Counts
    weight: Counts
    method: str


def _counts(line: FundingLine, name: str) -> Counts:
    with connection.cursor() as db:
        db.execute(statement(name), {"line": line.pk})
        return dict(db.fetchall())


def _workforce(villages: list[str]) -> dict[str, tuple[int, int]]:
    """Eligible and covered workers of each village in the latest count."""
    latest = Workforce.objects.filter(village__in=villages).aggregate(day=Max("counted_on"))["day"]
    counted = Workforce.objects.filter(village__in=villages, counted_on=latest)
    return {
        village: (eligible, covered)
        for village, eligible, covered in counted.values_list("village", "eligible", "covered")
    }


def _know(line: FundingLine, villages: list[str], rule: dict[str, Any], taken: Counts) -> _Known:
    counted = _workforce(villages)
    if rule["weight"] == "proposals":
        weight = _counts(line, "proposed")
    else:
        uncovered = rule["weight"] == "uncovered"
        weight = {village: eligible - covered * uncovered for village, (eligible, covered) in counted.items()}
    bases = [rule["base"]] * len(villages)
    if rule["base"] is None:
        bases = base_up_to(rule["up_to"], [counted.get(village, (0, 0))[1] for village in villages])
    return _Known(taken, dict(zip(villages, bases, strict=True)), weight, rule["remainder"])


def _of_pot(line: FundingLine, pot: Pot, known: _Known) -> Iterator[Quota]:
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
        yield Quota(line=line, region=village, places=held, base=held, weight=weight, extra=0, kept_taken=True)
    for village, each in zip(free, shares, strict=True):
        yield Quota(line=line, region=village, places=each.places, base=each.base, weight=each.weight, extra=each.extra)


def _sum_up(pot: Quota, villages: list[Quota]) -> None:
    """Tells on the quota of a pot what its villages shared, so that a village's claim is known without seeing the others."""
    free = [each for each in villages if not each.kept_taken]
    if free:
        pot.base, pot.weight, pot.extra = (
            sum(getattr(each, part) for each in free) for part in ("base", "weight", "extra")
        )


def _wanted(
    line: FundingLine, programme: Programme, places: int, rule: dict[str, Any] | None, held: dict[str, Quota]
) -> list[Quota]:
    """The quotas that a line is to have, each with the places that are taken already."""
    seated = {**_counts(line, "seated"), **{code: quota.taken for code, quota in held.items() if len(code) == 13}}
    given = rule["regions"] if rule else {}
    upper = [
        Quota(line=line, region=code, places=number) for code, number in {programme.region: places, **given}.items()
    ]
    villages = list(regions.villages(Area(programme.region)).values_list("code", flat=True)) if rule else []
    split = pots(programme.region, places, given, villages) if rule else []
    known = _know(line, villages, rule, seated) if rule else None
    shared = [quota for pot in split if pot.villages and known for quota in _of_pot(line, pot, known)]
    by_region = {quota.region: quota for quota in [*upper, *shared]}
    for pot in split:
        _sum_up(by_region[pot.region], [by_region[village] for village in pot.villages])
    for quota in (wanted := [*upper, *shared]):
        now = held.get(quota.region)
        quota.taken = now.taken if now else sum(n for village, n in seated.items() if village in Area(quota.region))
    return wanted


def _unchanged(
    line: FundingLine, held: dict[str, Quota], programme: Programme, places: int, rule: dict[str, Any] | None
) -> bool:
    """Whether a line has its places already, by the same rule: then it keeps them, with what was released since."""
    upper = {programme.region: places, **(rule["regions"] if rule else {})}
    if {code: quota.places for code, quota in held.items() if len(code) < 13} != upper:
        return False
    said = Sharing.objects.filter(line=line).values_list("base", "up_to", "method", "weight").first()
    return said == ((rule["base"], rule["up_to"], rule["remainder"], rule["weight"]) if rule else None)


def share_places(*, line: FundingLine, programme: Programme, places: int, rule: dict[str, Any] | None) -> int:
    """Gives a line its places, whole, per region with a number of its own and per village; returns the number of quotas.

    A line that has its places already by the same rule keeps them, with what was released since. Nobody loses a place: a village
    keeps at least what is taken. Raises Refused("places_below_taken") with the regions where the number is too small for that.
    """
    held = {quota.region: quota for quota in Quota.objects.select_for_update().filter(line=line).order_by("region")}
    if held and _unchanged(line, held, programme, places, rule):
        return len(held)
    wanted = _wanted(line, programme, places, rule, held)
    short = sorted(quota.region for quota in wanted if quota.taken > quota.places)
    if short:
        raise Refused("places_below_taken", line=line.code, regions=", ".join(short[:10]))
    _write(line, wanted, rule)
    return len(wanted)


def _write(line: FundingLine, wanted: list[Quota], rule: dict[str, Any] | None) -> None:
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
        Sharing.objects.create(line=line, region=line.region, **said)
