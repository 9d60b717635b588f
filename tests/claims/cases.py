"""A worker who has died, and the steps of a claim as a test wants them: each by the actions themselves."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from PIL import Image

from payung.claims.actions.assess import assess
from payung.claims.actions.bring_document import bring_document
from payung.claims.actions.complete import complete
from payung.claims.actions.decide import Verdict, decide
from payung.claims.actions.issue_letter import enter_hospital_account
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
from payung.claims.actions.report import Reported, Told, report
from payung.claims.models import Claim, Decision, Payout
from payung.claims.queries import payees
from payung.people.actions.enter_account import enter_account
from payung.people.models import Person
from payung.rules.law import law
from tests.lists import line, nik, worker

VILLAGE = "32.14.16.2005"
DIED_ON, ON = date(2025, 11, 24), date(2025, 11, 25)
AT = datetime(2025, 11, 25, 9, 0).astimezone()
DEATH_PAPERS = (
    "card",
    "id-worker",
    "id-heir",
    "death-certificate",
    "family-card",
    "heir-statement",
    "marriage-book",
    "bank-book",
)


def covered_since_january(office: Any) -> Person:
    """A worker of Tanjungsari whom a line has covered since January 2025."""
    office.load(line("lama", 5, first_month="2025-01", months=12, more="existing = true"))
    file = office.folder / "lama.csv"
    rows = f"{nik(1)},SITI AMINAH,17-05-1980,{VILLAGE},01/01/2025"
    file.write_text(f"NIK,Nama,Tanggal Lahir,Kode Desa,Mulai Kepesertaan\n{rows}\n", "utf-8")
    office.send_file(file, "lama")
    return Person.objects.get(nik=nik(1))


def covered_since(office: Any, first_month: str, months: int) -> Person:
    """A worker whom a line pays for from a month on."""
    office.load(line("utama", 5, first_month=first_month, months=months))
    office.send([worker(1)])
    return Person.objects.get(nik=nik(1))


def picture(shade: int = 200) -> bytes:
    """A photograph of a paper, each shade another one."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (shade, shade, 255 - shade)).save(out, "JPEG")
    return out.getvalue()


def reported(
    person: Person, *, cause: str = "natural", died_on: date = DIED_ON, on: date = ON, **more: Any
) -> Reported:
    facts = {"teller": "clerk", "teller_name": "Operator Desa", "where": "di rumah", "story": "sakit"} | more
    told = Told("death", cause, died_on, **facts)
    return report(law=law(), person_id=person.pk, told=told, by="operator", on=on, at=AT)


def with_papers(claim: Claim, papers: tuple[str, ...] = DEATH_PAPERS) -> None:
    for number, kind in enumerate(papers):
        bring_document(number=claim.number, kind=kind, data=picture(number), by="operator", at=AT)


def papers_of_more_heirs(claim: Claim, more: int = 1) -> None:
    """Identity card and bank book of so many heirs besides the first."""
    for shade in range(150, 150 + more):
        for kind in ("id-heir", "bank-book"):
            bring_document(number=claim.number, kind=kind, data=picture(shade), by="operator", at=AT)


def with_spouse(claim: Claim, name: str = "BUDI SANTOSO") -> int:
    heir = name_heir(
        law=law(), number=claim.number, named=Named("spouse", name, date(1979, 1, 2)), by="operator", on=ON, at=AT
    )
    enter_heir_account(heir_id=heir.pk, bank="BRI", number="1234 5678 90", holder_name=name)
    return heir.pk


def with_accounts(claim: Claim) -> None:
    """An account for each payee of a claim that has none."""
    waiting = list(Payout.objects.filter(claim=claim).select_related("heir", "person"))
    known = payees(waiting)
    for each in (each for each in waiting if each.pk not in known):
        if each.heir_id:
            enter_heir_account(heir_id=each.heir_id, bank="BRI", number="1234567890", holder_name=each.payee_name)
        elif each.payee == "hospital":
            enter_hospital_account(letter=each.about, bank="BJB", number="0011223344", holder_name=each.payee_name)
        else:
            enter_account(
                person=each.person, bank="BRI", number="1234567890", holder_name="PEKERJA", by="petugas", at=AT
            )


def assessed(person: Person, **more: Any) -> Claim:
    """A claim with a spouse and all papers, computed by the claims officer."""
    claim = reported(person, **more).claim
    with_spouse(claim)
    with_papers(claim)
    complete(law=law(), number=claim.number, on=ON)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    return Claim.objects.get(pk=claim.pk)


def decided(claim: Claim, verdict: str = "approved", *, by: str = "penyetuju", reason: str = "") -> Decision:
    said = Verdict(verdict, reason, "PP 44/2015 Pasal 34" if verdict == "refused" else "")
    return decide(law=law(), number=claim.number, verdict=said, by=by, on=ON, at=AT)
