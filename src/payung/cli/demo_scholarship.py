"""The third claim of the model case: a worker dies at work and leaves two children, whose schooling is paid year after year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from payung.cli.claim_acting import acting
from payung.cli.console import seeing_all
from payung.cli.demo_accident import DEATH_PAPERS
from payung.cli.demo_claim import (
    APPROVER,
    CLERK,
    COMPLETE_ON,
    OFFICER,
    PAID_ON,
    at_nine,
    carried,
    drawn,
    paid_of,
    standing,
)

if TYPE_CHECKING:
    from payung.claims.models import Claim, ScholarshipYear

NIK = "3214991902860001"
DIED_ON, REPORTED_ON = date(2025, 12, 3), date(2025, 12, 4)
SPOUSE, SPOUSE_BORN_ON = "EUIS KARTIKA", date(1988, 6, 15)
# Name, birth day, level and its year.
CHILDREN = (("RAFI", date(2013, 7, 1), "smp", 1), ("SALMA", date(2017, 2, 10), "sd", 3))
# So many years are paid, and the next one waits for other eyes.
YEARS_PAID = 2


def _report() -> str:
    from payung.claims.actions.report import Told, report
    from payung.people.queries import by_nik
    from payung.rules.law import law

    told = Told(
        "death",
        "work",
        DIED_ON,
        "clerk",
        "Operator Desa Tanjungsari",
        where="jalan raya",
        story="Tertabrak saat bekerja.",
    )
    with acting(CLERK, "report-claims") as by:
        person = by_nik(NIK)
        assert person is not None, "the list of the earlier participants has landed"  # nosec B101
        made = report(law=law(), person_id=person.pk, told=told, by=by, on=REPORTED_ON, at=at_nine(REPORTED_ON))
    return made.claim.number


def _family(number: str, by: str) -> None:
    """The spouse, and the children with their schooling, paid through their mother."""
    from payung.claims.actions.name_child import Schooling, name_child
    from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
    from payung.rules.law import law

    at, rules = at_nine(COMPLETE_ON), law()
    children = [Named("child", name, born, SPOUSE) for name, born, _level, _year in CHILDREN]
    heirs = [
        name_heir(law=rules, number=number, named=each, by=by, on=COMPLETE_ON, at=at)
        for each in (Named("spouse", SPOUSE, SPOUSE_BORN_ON), *children)
    ]
    for heir in heirs:
        enter_heir_account(heir_id=heir.pk, bank="BRI", number="0222333444", holder_name=SPOUSE)
    for heir, (_name, _born, level, year) in zip(heirs[1:], CHILDREN, strict=True):
        name_child(law=rules, number=number, heir_id=heir.pk, schooling=Schooling(level, year), by=by, at=at)


def _fill(number: str) -> None:
    """Family and papers: all or nothing."""
    from payung.claims.actions.bring_document import bring_document
    from payung.claims.actions.complete import complete
    from payung.rules.law import law

    with acting(OFFICER, "handle-claims") as by:
        _family(number, by)
        for kind in (*DEATH_PAPERS, "guardian"):
            bring_document(number=number, kind=kind, data=drawn(kind), by=by, at=at_nine(COMPLETE_ON))
        complete(law=law(), number=number, on=COMPLETE_ON)


def _prove(year: ScholarshipYear) -> None:
    from payung.claims.actions.prove_schooling import bring_schooling, prove_schooling

    at, about = at_nine(max(year.due_on, PAID_ON)), f"{year.child.heir.name} {year.level} {year.year}"
    with acting(OFFICER, "handle-claims") as by:
        proof = bring_schooling(year_id=year.pk, data=drawn("schooling", about), by=by, at=at)
        prove_schooling(year_id=year.pk, document_id=proof.pk, by=by, at=at)


def _free(year: ScholarshipYear) -> None:
    from payung.claims.actions.prove_schooling import approve_year

    on = max(year.due_on, PAID_ON)
    with acting(APPROVER, "approve-claims") as by:
        approve_year(year_id=year.pk, by=by, on=on, at=at_nine(on))


def _pay(year: ScholarshipYear) -> None:
    from payung.claims.actions.pay import Told, send, take_result
    from payung.rules.law import law

    on = max(year.due_on, PAID_ON)
    assert year.payout_id is not None, "it was approved"  # nosec B101
    with acting(OFFICER, "pay-claims"):
        send(payouts=[year.payout_id], digest="peragaan")
        take_result(law=law(), told=[Told(year.payout_id, on)], on=on)


def _carry(year_id: int, *, to: str) -> None:
    """One school year as far as it is told, taken up where an earlier run stopped."""
    from payung.claims.queries.school_years import school_year

    while True:
        with seeing_all():
            year = school_year(year_id)
        assert year is not None, "it was planned"  # nosec B101
        if year.state in (to, "paid"):
            return
        (_prove if year.state == "planned" else _pay if year.payout_id else _free)(year)


def years_go_by(claim: Claim) -> None:
    """Some years of each child are proven, approved and paid; the next one is proven."""
    from payung.claims.queries.scholarship import scholarships

    with seeing_all():
        planned = [(each.years[:YEARS_PAID], each.years[YEARS_PAID]) for each in scholarships(claim)]
    for past, after in planned:
        for year in past:
            _carry(year.pk, to="paid")
        _carry(after.pk, to="proven")


def family_paid() -> Claim:
    """The claim of the death with its benefit paid, before any year of school."""
    known = standing(NIK, "death")
    return carried(known.number if known else _report(), _fill)


def run_scholarship() -> dict[str, Any]:
    """The claim, and its scholarships over years; what came of them."""
    from payung.claims.queries.scholarship import totals

    claim = family_paid()
    years_go_by(claim)
    with seeing_all():
        scholarship_idr, to_come_idr = totals(claim)
    return {
        "number": claim.number, "state": claim.state, "paid_idr": paid_of(claim), "children": len(CHILDREN),
        "scholarship_idr": scholarship_idr, "to_come_idr": to_come_idr,
    }  # fmt: skip
