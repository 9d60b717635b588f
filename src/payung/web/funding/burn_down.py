"""The burn-down of a line as bars, one a month: drawn here in whole units, so that a page and a paper show the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from payung.insight.line import LineMonth
from payung.insight.money import LineMoney, burn_down
from payung.units.rupiah import in_rupiah, percent_tenths
from payung.web.components.tags import month as month_words
from payung.web.components.tags import percent_of

# Units of the picture: as wide as a phone, so that its letters are never smaller than those of the page.
WIDE, ROW, BAR = 340, 44, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: where its row begins, how long its bar is, and what stands beside it."""

    month: date
    y: int
    width: int
    left_idr: int
    expected: bool

    @property
    def words_y(self) -> int:
        return self.y + 15

    @property
    def bar_y(self) -> int:
        return self.y + 22


def _finding(bars: list[Bar], money: LineMoney) -> str:
    """What the picture shows, in a sentence."""
    gone = next((bar for bar in bars if bar.expected and not bar.left_idr), None)
    last = [bar for bar in bars if not bar.expected][-1]
    if gone and last.left_idr and gone != bars[-1]:
        return _("Dana habis pada {month} bila setiap bulan seperti yang terakhir").format(
            month=month_words(gone.month)
        )
    facts = {"left": in_rupiah(last.left_idr), "share": percent_of(last.left_idr, money.promised_idr),
             "month": month_words(last.month)}  # fmt: skip
    return _("Setelah {month} tersisa {left}, {share} dari komitmen").format(**facts)


def picture(money: LineMoney, covered: list[LineMonth]) -> dict[str, Any] | None:
    """What the template draws: bars, height and the finding; None while nobody is covered or nothing was promised."""
    months = burn_down(money, covered)
    if not months or not money.promised_idr:
        return None
    bars = [
        Bar(each.month, at * ROW, percent_tenths(each.left_idr, money.promised_idr) * WIDE // 1000, each.left_idr,
            each.expected)
        for at, each in enumerate(months)
    ]  # fmt: skip
    return {"bars": bars, "wide": WIDE, "tall": len(bars) * ROW, "bar": BAR, "finding": _finding(bars, money)}
