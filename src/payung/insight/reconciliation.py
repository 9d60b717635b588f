"""Three lists side by side: who is covered, whom BPJS took up, what was invoiced and paid; each worker-month in one class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from payung.insight.read import rows

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

PAGE = 50
# In the order in which a treasurer looks at them: what wants somebody first, what is well, what is over and done with.
CLASSES = (
    "paid-twice", "paid-not-covered", "paid-unknown", "refused", "billed-not-covered", "known-not-covered", "not-invoiced",
    "unpaid", "agreed", "given-back", "ended",
)  # fmt: skip
WELL = ("agreed", "given-back", "ended")


@dataclass(frozen=True, slots=True)
class Counted:
    """One class: how many worker-months, and their contributions in rupiah."""

    name: str
    workers: int
    amount_idr: int

    @property
    def well(self) -> bool:
        """Whether nobody has anything to do."""
        return self.name in WELL or not self.workers


@dataclass(frozen=True, slots=True)
class Sums:
    """The three lists in sums: covered and invoiced (workers; rupiah, without what was taken off), paid (rupiah)."""

    covered: int
    covered_idr: int
    invoiced: int
    invoiced_idr: int
    paid_idr: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All classes of a line and month, those of nobody too, and their total: the classes add up to it."""

    classes: list[Counted]
    workers: int
    amount_idr: int


def reconciliation(line: FundingLine, month: date) -> Reconciliation:
    """Every worker-month of a line and month that any of the three lists knows, by class, in the area whose numbers are seen."""
    *each, total = rows("reconciliation", {"line": line.pk, "month": month})
    assert total[0] is None, "the total stands last"  # nosec B101
    found = {name: Counted(name, workers, amount) for name, workers, amount in each}
    assert found.keys() <= set(CLASSES), "a class that has no words"  # nosec B101
    classes = [found.get(name, Counted(name, 0, 0)) for name in CLASSES]
    workers, amount = total[1] or 0, total[2] or 0
    sums = sum(one.workers for one in classes), sum(one.amount_idr for one in classes)
    assert sums == (workers, amount), "the classes add up"  # nosec B101
    return Reconciliation(classes, workers, amount)


def three_sums(line: FundingLine, month: date) -> Sums:
    """What each of the three lists says of a line and month, for itself."""
    ((covered, covered_idr, invoiced, invoiced_idr, paid_idr),) = rows("three_sums", {"line": line.pk, "month": month})
    return Sums(covered, covered_idr, invoiced, invoiced_idr, paid_idr)


@dataclass(frozen=True, slots=True)
class VillageIn:
    """How many worker-months of a village are in a class."""

    code: str
    kind: str | None
    name: str | None
    district: str | None
    workers: int
    amount_idr: int


@dataclass(frozen=True, slots=True)
class WorkerIn:
    """One worker of a class, the NIK masked; the reason where BPJS refused."""

    id: int
    nik_masked: str
    name: str
    village: str
    village_name: str | None
    amount_idr: int
    refused_why: str | None


def villages_in(
    line: FundingLine, month: date, name: str, *, after: str = "", limit: int = PAGE
) -> tuple[list[VillageIn], bool]:
    """One page of the villages of a class by code, and whether there are more."""
    facts = {"line": line.pk, "month": month, "class": name, "after": after, "limit": limit + 1}
    found = [VillageIn(*row) for row in rows("reconciliation_villages", facts)]
    return found[:limit], len(found) > limit


def workers_in(
    line: FundingLine, month: date, name: str, *, after: tuple[str, int] = ("", 0), limit: int = PAGE
) -> tuple[list[WorkerIn], bool]:
    """One page of the workers of a class by village, for eyes that see people, and whether there are more."""
    facts = {
        "line": line.pk, "month": month, "class": name, "after_village": after[0], "after": after[1], "limit": limit + 1,
    }  # fmt: skip
    found = [WorkerIn(*row) for row in rows("reconciliation_workers", facts)]
    return found[:limit], len(found) > limit
