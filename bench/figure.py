"""One measured figure beside its limit, and the word whether it is within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, at most how much it may be (None: nobody set one), and what else is worth telling."""

    name: str
    measured: float
    limit: float | None
    unit: str
    detail: str = ""
    full_size: bool = True  # a small run shows that the measurement works; its figure says nothing of the limit

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return "no limit"
        if not self.full_size:
            return "too small to judge"
        return "within" if self.measured <= self.limit else "OVER"

    def cells(self) -> list[str]:
        """Name, figure, limit, verdict and detail, as text."""
        limit = "-" if self.limit is None else f"{self.limit:g} {self.unit}"
        return [self.name, f"{self.measured:.3g} {self.unit}", limit, self.verdict, self.detail]


_HEADINGS = ["what", "measured", "limit", "", "detail"]


def as_table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = [_HEADINGS, ["---"] * len(_HEADINGS), *(figure.cells() for figure in figures)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
