"""The second claim of the model case: an accident at work, treated on a guarantee letter; the worker dies of it, and the family
receives Rp 70,000,000."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from payung.cli.claim_acting import acting
from payung.cli.console import JAKARTA, seeing_all
from payung.cli.demo_claim import CLERK, COMPLETE_ON, OFFICER, at_nine, carried, drawn, paid_of, standing

NIK = "3214994702780001"
HURT_ON, DIED_ON = date(2025, 12, 2), date(2025, 12, 5)
HOSPITAL, TREATMENT_IDR = "RSUD Bayu Asih", 17_250_000
HEIR, BORN_ON = "JAJANG HIDAYAT", date(1975, 3, 21)
PAPERS = ("card", "id-worker", "bank-book", "doctor")
DEATH_PAPERS = (
    "card", "id-worker", "id-heir", "death-certificate", "family-card", "heir-statement", "marriage-book", "bank-book",
    "tax-number", "doctor",
)  # fmt: skip


def _report() -> str:
    from payung.claims.actions.report_accident import Struck, report_accident
    from payung.people.queries import by_nik
    from payung.rules.law import law

    struck = Struck(
        datetime.combine(HURT_ON, time(10, 30), JAKARTA), "rumah warga di RT 03", "jatuh dari perancah",
        "Papan perancah patah saat mengecat.", "clerk", "Operator Desa Tanjungsari", "0812-0000-0000",
    )  # fmt: skip
    with acting(CLERK, "report-claims") as by:
        person = by_nik(NIK)
        assert person is not None, "the list of the earlier participants has landed"  # nosec B101
        told = datetime.combine(HURT_ON, time(15), JAKARTA)
        made = report_accident(law=law(), person_id=person.pk, struck=struck, by=by, at=told)
    return made.claim.number


def _treat(number: str, by: str) -> None:
    """The hospital is guaranteed, sends its bill, and says to which account it is paid."""
    from payung.claims.actions.bring_document import bring_document
    from payung.claims.actions.enter_cost import Spent, enter_cost
    from payung.claims.actions.issue_letter import enter_hospital_account, issue_letter
    from payung.rules.law import law

    until, at = date(2025, 12, 31), at_nine(DIED_ON)
    letter = issue_letter(number=number, hospital=HOSPITAL, valid_until=until, by=by, on=HURT_ON, at=at_nine(HURT_ON))
    enter_hospital_account(letter=letter.number, bank="bjb", number="0099887766", holder_name="RSUD BAYU ASIH")
    bill, _ = bring_document(number=number, kind="treatment-receipt", data=drawn("treatment-receipt"), by=by, at=at)
    spent = Spent("treatment", TREATMENT_IDR, HURT_ON, HOSPITAL, bill.pk, letter.number)
    enter_cost(law=law(), number=number, spent=spent, by=by, on=DIED_ON, at=at)


def _fill(number: str) -> None:
    """Treatment, the death that came of it, and every paper: all or nothing."""
    from payung.claims.actions.bring_document import bring_document
    from payung.claims.actions.complete import complete
    from payung.claims.actions.convert_to_death import Died, convert_to_death
    from payung.rules.law import law

    died = Died(DIED_ON, "dr. Ratna", at_nine(DIED_ON), "hospital", HOSPITAL)
    with acting(OFFICER, "handle-claims") as by:
        _treat(number, by)
        convert_to_death(law=law(), number=number, died=died, by=by, on=DIED_ON, at=at_nine(DIED_ON))
        for kind in PAPERS:
            bring_document(number=number, kind=kind, data=drawn(kind), by=by, at=at_nine(COMPLETE_ON))
        complete(law=law(), number=number, on=COMPLETE_ON)


def _fill_death(number: str) -> None:
    """The heir with an account, and every paper: all or nothing."""
    from payung.claims.actions.bring_document import bring_document
    from payung.claims.actions.complete import complete
    from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
    from payung.rules.law import law

    at = at_nine(COMPLETE_ON)
    with acting(OFFICER, "handle-claims") as by:
        named = Named("spouse", HEIR, BORN_ON)
        heir = name_heir(law=law(), number=number, named=named, by=by, on=COMPLETE_ON, at=at)
        enter_heir_account(heir_id=heir.pk, bank="BRI", number="0111222333", holder_name=HEIR)
        for kind in DEATH_PAPERS:
            bring_document(number=number, kind=kind, data=drawn(kind), by=by, at=at)
        complete(law=law(), number=number, on=COMPLETE_ON)


def run_accident() -> dict[str, Any]:
    """The accident with its treatment, and the death that came of it, both paid; what came of them."""
    from payung.claims.queries.accident import letters_of

    known = standing(NIK, "accident")
    accident = carried(known.number if known else _report(), _fill)
    follows = standing(NIK, "death")
    assert follows is not None, "the accident's claim opened it"  # nosec B101
    death = carried(follows.number, _fill_death)
    with seeing_all():
        (letter,) = letters_of(accident)
    return {
        "number": accident.number, "state": accident.state, "letter": letter.number, "treatment_idr": paid_of(accident),
        "death": death.number, "death_state": death.state, "heir": HEIR, "paid_idr": paid_of(death),
    }  # fmt: skip
