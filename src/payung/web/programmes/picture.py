"""Places per village as a picture that the server draws: a bar a village, what is taken dark and what is left light."""

from __future__ import annotations

from dataclasses import dataclass

from payung.insight.quotas import DistrictQuota, VillageQuota, village_quotas

_WIDE, _HIGH = 960, 160
# More bars than this are narrower than a point on a phone: then districts are drawn.
_MOST_BARS = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in the units of the picture; what is left begins at `top`, what is taken at `taken_top`."""

    x: float
    width: float
    top: float
    left_high: float
    taken_top: float
    taken_high: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The bars from the most places to the fewest, and the two at the ends to be named."""

    wide: int
    high: int
    bars: list[Bar]
    of_villages: bool
    most: VillageQuota | DistrictQuota
    fewest: VillageQuota | DistrictQuota


def _bar(number: int, step: float, scale: float, each: VillageQuota | DistrictQuota) -> Bar:
    taken, whole = each.taken * scale, each.places * scale
    gap = min(1.0, step / 4)
    return Bar(round(number * step, 2), round(step - gap, 2), round(_HIGH - whole, 2), round(whole - taken, 2),
               round(_HIGH - taken, 2), round(taken, 2))  # fmt: skip


def picture(line_id: int, districts: list[DistrictQuota]) -> Picture | None:
    """The picture of a line's places in these districts; None where there is nothing to compare."""
    within = districts[0].code if len(districts) == 1 else ""
    villages, too_many = village_quotas(line_id, within=within, limit=_MOST_BARS)
    shown: list[VillageQuota | DistrictQuota] = [*districts] if too_many else [*villages]
    if len(shown) < 2 or not any(each.places for each in shown):
        return None
    shown.sort(key=lambda each: (-each.places, -each.taken, each.code))
    step, scale = _WIDE / len(shown), _HIGH / shown[0].places
    bars = [_bar(number, step, scale, each) for number, each in enumerate(shown)]
    return Picture(_WIDE, _HIGH, bars, not too_many, shown[0], shown[-1])
