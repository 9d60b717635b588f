"""Share a line's places out again by the rule it has: with the workforce count, the proposals and the other lines of now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from payung.programmes.actions.share_places import Shares, hold_quotas, work_out, write
from payung.programmes.models import Quota
from payung.programmes.queries import programme, quotas, sharing
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@dataclass(frozen=True, slots=True)
class Change:
    """A village whose number changes: its places before and after, and how many are taken, which it keeps in any case."""

    village: str
    before: int
    after: int
    taken: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class SharedAgain:
    """The villages whose number changes, by code, and the day of the workforce count that the new numbers rest on."""

    changes: list[Change]
    counted_on: date | None


def _again(line: FundingLine, held: dict[str, Quota]) -> tuple[Shares, dict[str, Any]]:
    said, of = sharing(line), programme(line.programme_code)
    if said is None:
        raise Refused("not_shared_out", line=line.code)
    upper = {code: quota.places for code, quota in held.items() if len(code) < 13}
    places = upper.pop(of.region)
    rule = {"base": said.base, "up_to": said.up_to, "remainder": said.method, "weight": said.weight, "regions": upper}
    return work_out(line, of, places, rule, held), rule


def _told(held: dict[str, Quota], shares: Shares) -> SharedAgain:
    changes = [
        Change(each.region, held[each.region].places if each.region in held else 0, each.places, each.taken)
        for each in shares.quotas
        if len(each.region) == 13 and (each.region not in held or held[each.region].places != each.places)
    ]
    return SharedAgain(sorted(changes, key=lambda change: change.village), shares.counted_on)


def plan_share_again(*, line: FundingLine) -> SharedAgain:
    """What `share_again` would change now; nothing is written, nothing locked. Raises what `share_again` does."""
    held = {quota.region: quota for quota in quotas(line)}
    return _told(held, _again(line, held)[0])


@transaction.atomic
def share_again(*, line: FundingLine) -> SharedAgain:
    """Works the villages' numbers out anew, within the same number for the line and for its regions; gives what changed.

    Nobody loses a place: a village keeps what is taken, and the others share what is left. Raises Refused: "not_shared_out" for
    one pool, "base_exceeds_places", "weights_missing", "places_below_taken". Locks: all quotas of the line.
    """
    held = hold_quotas(line)
    shares, rule = _again(line, held)
    write(line, shares, rule)
    return _told(held, shares)
