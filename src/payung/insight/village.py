"""One village on a day: how many are covered by whom, and how many its programme still wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from payung.insight import coverage

if TYPE_CHECKING:
    from payung.insight.programmes import LineAt
    from payung.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Village:
    """A village on a day. `earlier` are covered by a line of existing members, `fresh` by the village's own places, `besides`
    by lines without places of the village's own (sponsors); the target counts earlier and fresh."""

    code: str
    earlier: int
    fresh: int
    besides: int
    target: int
    coverage: coverage.Coverage

    @property
    def protected(self) -> int:
        return self.earlier + self.fresh

    @property
    def to_go(self) -> int:
        return max(0, self.target - self.protected)


def village(code: str, programme: Programme, lines: Sequence[LineAt], on: date) -> Village:
    """One village on a day, under one programme, from its lines there on that day (`lines_at`).

    Raises Refused for an unknown region or one that nobody counted.
    """
    own = [line for line in lines if line.programme == programme.code]
    earlier = sum(line.covered for line in own if line.existing)
    fresh = sum(line.covered for line in own if not line.existing and line.shared_out)
    besides = sum(line.covered for line in own if not line.existing and not line.shared_out)
    return Village(code, earlier, fresh, besides, programme.village_target, coverage.of(code, on))
