"""Which papers a claim needs in this case, and why each: the checklist of whoever files it and whoever checks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.rules.law import Law, Value
from payung.units.month import years_after

# Any of them may be a child still, so the birth day is asked for: on a family card it stands beside the name. A husband or wife
# is of age by marriage, and parents, grandparents and parents-in-law by having had children.
MAY_BE_MINOR = ("child", "grandchild", "sibling", "will")


@dataclass(frozen=True, slots=True)
class Case:
    """What of a claim decides its papers: death or accident, its cause, the relations and birth days of the heirs, the rupiah it
    pays as far as that is known, and whether care or transport were paid for by the family."""

    kind: str
    cause: str
    relations: Sequence[str] = ()
    births: Sequence[date | None] = ()
    total_idr: int = 0
    treated: bool = False
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that is needed: its code, in which case it is, and the value of the law that asks for it."""

    document: str
    needed: str
    rule: Value


def is_minor(law: Law, birth_on: date | None, on: date) -> bool:
    """Whether somebody is too young on a day to receive money in person; False where the birth day is not known.

    Of a claim the day is everywhere that of the death: by it rank, shares and papers are found too, it is the same for whoever
    names an heir, checks and pays, and it does not move while a family gathers its papers.
    """
    return birth_on is not None and on < years_after(birth_on, law.on("claim/adult_from", on).value)


def papers(law: Law, on: date, case: Case) -> list[Paper]:
    """The papers that a claim needs, in the order of the law's list; `on` is the day of the death or accident."""
    rule, limit = law.on("claim/documents", on), law.on("claim/tax_number_above", on)
    met = {
        "always": True, "death": case.kind == "death", "accident": case.kind == "accident" or case.cause == "work",
        "spouse": "spouse" in case.relations, "above-tax-limit": case.total_idr > limit.value,
        "treatment": case.treated, "transport": case.carried,
        "minor": any(is_minor(law, birth_on, on) for birth_on in case.births),
    }  # fmt: skip
    return [Paper(row["document"], row["needed"], rule) for row in rule.value if met[row["needed"]]]
