"""Keep how the waiting list of a line goes: its lot is drawn once, how long a freed place is held may change."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from payung.programmes.models import WaitingRule

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


def keep_waiting_rule(*, line: FundingLine, seed: str | None, hold_days: int) -> WaitingRule:
    """Draws the seed of a line's lot if it has none (or takes one that was drawn in public), and notes the days of a hold."""
    rule, _ = WaitingRule.objects.get_or_create(
        line=line, defaults={"region": line.region, "seed": seed or token_hex(16), "hold_days": hold_days}
    )
    if rule.hold_days != hold_days:
        rule.hold_days = hold_days
        rule.save(update_fields=["hold_days"])
    return rule
