"""The claim of the model case: a worker of Tanjungsari, covered since January 2025, dies; the heir receives Rp 42,000,000."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from payung.cli.claim_acting import acting
from payung.cli.console import JAKARTA, seeing_all

if TYPE_CHECKING:
    from payung.claims.models import Claim

NIK = "3214996504970001"
DIED_ON, REPORTED_ON, COMPLETE_ON = date(2025, 12, 9), date(2025, 12, 10), date(2025, 12, 11)
APPROVED_ON, PAID_ON = date(2025, 12, 12), date(2025, 12, 15)
CLERK, OFFICER, APPROVER = "demo-tanjungsari", "demo-klaim", "demo-penyetuju"
HEIR, BORN_ON = "DADANG SETIAWAN", date(1994, 8, 17)
PAPERS = (
    "card", "id-worker", "id-heir", "death-certificate", "family-card", "heir-statement", "marriage-book", "bank-book",
)  # fmt: skip


def at_nine(day: date) -> datetime:
    """Nine in the morning of a day."""
    return datetime.combine(day, time(9), JAKARTA)


def drawn(kind: str, about: str = "") -> bytes:
    """A small picture that says which paper it stands for, about what, and that it is an example."""
    from PIL import Image, ImageDraw

    from payung.units.words import say

    sheet = Image.new("RGB", (420, 260), "#F6F5F1")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((10, 10, 409, 249), outline="#0B5A57", width=3)
    pen.text((30, 40), "CONTOH - bukan surat asli", fill="#B3261E")
    pen.text((30, 90), say(f"paper_{kind}", "id"), fill="#1B1F23")
    pen.text((30, 130), about, fill="#1B1F23")
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _report() -> str:
    from payung.claims.actions.report import Told, report
    from payung.people.queries import by_nik
    from payung.rules.law import law

    told = Told(
        "death",
        "natural",
        DIED_ON,
        "clerk",
        "Operator Desa Tanjungsari",
        where="di rumah",
        story="Sakit sejak November.",
    )
    with acting(CLERK, "report-claims") as by:
        person = by_nik(NIK)
        assert person is not None, "the list of the earlier participants has landed"  # nosec B101
        made = report(law=law(), person_id=person.pk, told=told, by=by, on=REPORTED_ON, at=at_nine(REPORTED_ON))
    return made.claim.number


def _fill(number: str) -> None:
    """The heir with an account, and every paper: all or nothing."""
    from payung.claims.actions.bring_document import bring_document
    from payung.claims.actions.complete import complete
    from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
    from payung.rules.law import law

    at = at_nine(COMPLETE_ON)
    with acting(OFFICER, "handle-claims") as by:
        named = Named("spouse", HEIR, BORN_ON)
        heir = name_heir(law=law(), number=number, named=named, by=by, on=COMPLETE_ON, at=at)
        enter_heir_account(heir_id=heir.pk, bank="BRI", number="0123456789", holder_name=HEIR)
        for kind in PAPERS:
            bring_document(number=number, kind=kind, data=drawn(kind), by=by, at=at)
        complete(law=law(), number=number, on=COMPLETE_ON)


def _assess(number: str) -> None:
    from payung.claims.actions.assess import assess
    from payung.rules.law import law

    with acting(OFFICER, "handle-claims") as by:
        assess(law=law(), number=number, by=by, at=at_nine(COMPLETE_ON))


def _approve(number: str) -> None:
    from payung.claims.actions.decide import Verdict, decide
    from payung.rules.law import law

    with acting(APPROVER, "approve-claims") as by:
        decide(law=law(), number=number, verdict=Verdict("approved"), by=by, on=APPROVED_ON, at=at_nine(APPROVED_ON))


def _pay(number: str) -> None:
    """The payouts of this claim leave, and the bank says that they have arrived."""
    from payung.claims.actions.pay import Told, send, take_result
    from payung.claims.queries import claim, payouts
    from payung.rules.law import law

    with acting(OFFICER, "pay-claims"):
        found = claim(number)
        assert found is not None, "it was approved a moment ago"  # nosec B101
        due = [each.pk for each in payouts(found)]
        send(payouts=due, digest="peragaan")
        take_result(law=law(), told=[Told(each, PAID_ON) for each in due], on=PAID_ON)


_STEPS = {"complete": _assess, "assessed": _approve, "approved": _pay}


def carried(number: str, fill: Callable[[str], None]) -> Claim:
    """A claim from its report to the paid benefit, taken up where an earlier run stopped; `fill` brings all that is missing."""
    from payung.claims.queries import claim

    steps = {"reported": fill, **_STEPS}
    while True:
        with seeing_all():
            found = claim(number)
        assert found is not None, "it was reported"  # nosec B101
        if found.state not in steps:
            return found
        steps[found.state](number)


def standing(nik: str, kind: str) -> Claim | None:
    """The claim of this kind for a worker of the story, or None while nobody has reported it."""
    from payung.claims.queries import claims_of
    from payung.people.queries import by_nik

    with seeing_all():
        person = by_nik(nik)
        return next((each for each in claims_of(person.pk) if each.kind == kind), None) if person else None


def paid_of(claim: Claim) -> int:
    """The rupiah that have arrived of a claim."""
    from payung.claims.queries import payouts

    with seeing_all():
        return sum(each.amount_idr for each in payouts(claim) if each.state == "paid")


def run_claim() -> dict[str, Any]:
    """The claim from its report to the paid benefit; what came of it."""
    known = standing(NIK, "death")
    claim = carried(known.number if known else _report(), _fill)
    return {
        "number": claim.number, "state": claim.state, "heir": HEIR, "paid_idr": paid_of(claim), "paid_on": PAID_ON.isoformat()
    }  # fmt: skip
