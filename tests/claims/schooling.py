"""Children whose schooling a claim pays for, and their years as a test wants them: each step by the actions themselves."""

from datetime import date, datetime

from payung.claims.actions.assess import assess
from payung.claims.actions.name_child import Schooling, name_child
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.actions.prove_schooling import approve_year, bring_schooling, prove_schooling
from payung.people.models import Person
from payung.rules.law import law
from tests.claims.accidents import DEATH_AT_WORK, paper, picture_of
from tests.claims.cases import AT, ON, VILLAGE, decided
from tests.claims.test_model_case import paid
from tests.lists import line, nik

ANI, BIMA, CITRA = date(2013, 7, 1), date(2017, 2, 10), date(2004, 1, 15)


def child(claim, name, birth_on, level="", year=1, **more):
    """A child of the family, named for a scholarship, with an account through its guardian."""
    named = Named("child", name, birth_on, "WALI ANAK")
    heir = name_heir(law=law(), number=claim.number, named=named, by="operator", on=ON, at=AT)
    enter_heir_account(heir_id=heir.pk, bank="BRI", number="12345678", holder_name="WALI ANAK")
    schooling = Schooling(level, year, **more)
    return name_child(law=law(), number=claim.number, heir_id=heir.pk, schooling=schooling, by="petugas", at=AT)


def approved(claim, *papers):
    """The claim of a death at work approved and its benefit paid."""
    for kind in (*DEATH_AT_WORK, "guardian", *papers):
        paper(claim, kind)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim)
    paid(claim)
    return claim


def years(of):
    return [(year.due_on.year, year.level, year.year, year.amount_idr) for year in of.years]


def covered_from(office, since):
    """A worker whom an existing line has covered since a day until the end of 2025."""
    office.load(line("lama", 5, first_month="2022-12", months=37, more="existing = true"))
    file = office.folder / "lama.csv"
    rows = f"{nik(1)},SITI AMINAH,17-05-1980,{VILLAGE},{since}"
    file.write_text(f"NIK,Nama,Tanggal Lahir,Kode Desa,Mulai Kepesertaan\n{rows}\n", "utf-8")
    office.send_file(file, "lama")
    return Person.objects.get(nik=nik(1))


def at_noon(day):
    return datetime(day.year, day.month, day.day, 12).astimezone()


def proven(year, by="petugas"):
    proof = bring_schooling(year_id=year.pk, data=picture_of(10_000 + year.pk), by="operator", at=AT)
    return prove_schooling(year_id=year.pk, document_id=proof.pk, by=by, at=AT)


def freed(year, by="penyetuju", on=None):
    day = on or max(year.due_on, ON)
    return approve_year(year_id=year.pk, by=by, on=day, at=at_noon(day))


def settled(year):
    """One year proven, approved and paid on its day."""
    proven(year)
    day = max(year.due_on, ON)
    made = freed(year)
    send(payouts=[made.pk], digest="e" * 64)
    take_result(law=law(), told=[Told(made.pk, day)], on=day)
    return made
