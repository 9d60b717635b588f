"""Four villages with a life of their own: two neighbours, one in the next regency, one in another province.

All that is in them came in by the door and the actions. Each village has a word; it stands in every name, file and user there.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg

from payung.units.region import Area
from tests.lists import nik

ON, AT = date(2025, 11, 21), datetime(2025, 11, 21, 9, 0).astimezone()
NUMERALS = ("SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH")
WHY = "diminta warga"
_HEADINGS = (
    "NIK", "Nama", "Tanggal Lahir", "L/P", "Kode Desa", "Pekerjaan", "No HP", "Nama Ibu Kandung", "Nomor KPJ",
)  # fmt: skip
_PROGRAMME = """code = "{word}"
name = "Program {word}"
region = "{region}"
village_target = 100
[package]
income_idr = 1_000_000
[workforce]
file = "{word}.csv"
counted_on = 2025-11-20
source = "uji"
[[lines]]
code = "{word}-utama"
name = "Utama {word}"
kind = "apbd-kab"
payer = "Pembayar {word}"
places = {places}
first_month = "2025-11"
months = 2
quota = {{ base = 3, remainder = "largest-remainder", weight = "eligible" }}
[[lines]]
code = "{word}-csr"
name = "CSR {word}"
kind = "csr"
payer = "PT {word}"
places = 5
first_month = "2025-11"
months = 2
"""


@dataclass(frozen=True)
class Place:
    """A village, its word, and the number that its workers' numbers begin with."""

    word: str
    village: str
    programme: str
    first: int

    @property
    def has_its_own_programme(self) -> bool:
        return self.word == self.programme

    @property
    def district(self) -> str:
        return self.village[:8]

    @property
    def regency(self) -> str:
        return self.village[:5]

    def names(self) -> list[str]:
        return [f"{self.word.upper()} {numeral}" for numeral in NUMERALS]

    def niks(self) -> list[str]:
        return [nik(self.first + at) for at in range(len(NUMERALS))]

    def phones(self) -> list[str]:
        return [f"08121234{self.first + at:04d}" for at in range(len(NUMERALS))]

    def kpjs(self) -> list[str]:
        return [f"1900{self.first + at:07d}" for at in range(len(NUMERALS))]

    @property
    def account(self) -> str:
        return f"77{self.first}000"

    def rows(self) -> list[list[str]]:
        """Six workers who are fit and one born in a month that there is not."""
        days = ["17-05-1980"] * 6 + ["17-25-1980"]
        return [
            [number, name, day, "L", self.village, "Petani", phone, f"IBU {self.word.upper()}", kpj]
            for number, name, day, phone, kpj in zip(
                self.niks(), self.names(), days, self.phones(), self.kpjs(), strict=True
            )
        ]


OURS = Place("anggrek", "32.14.16.2005", "anggrek", 1100)
NEIGHBOUR = Place("bougenvil", "32.14.16.2006", "anggrek", 2200)
NEXT_REGENCY = Place("cempaka", "32.15.01.1001", "cempaka", 3300)
OTHER_PROVINCE = Place("dahlia", "33.01.01.2001", "dahlia", 4400)
PLACES = (OURS, NEIGHBOUR, NEXT_REGENCY, OTHER_PROVINCE)


def people_of(db: psycopg.Connection, place: Place) -> set[str]:
    """What would tell of a person of this village: names, NIKs whole and masked, phones, participant and card numbers, files."""
    numbers = db.execute("SELECT number FROM card WHERE village = %s", [place.village]).fetchall()
    masked = [f"{'*' * 8}{number[-4:]}" for number in place.niks()]
    told = [*place.names(), *place.niks(), *masked, *place.phones(), *place.kpjs(), f"IBU {place.word}"]
    told += [place.account, f"GULA {place.word}", f"PEMILIK {place.word}", f"PERMINTAAN {place.word}"]
    told += [f"{said} {place.word}" for said in ("WARIS", "PELAPOR", "CERITA", "HOLDER", "REKENING TUTUP")]
    return {*told, f"daftar-{place.word}.csv", *(number for (number,) in numbers)}


def whole_place(db: psycopg.Connection, place: Place) -> set[str]:
    """All of the above, and that the village is in the program at all: its word and its code."""
    return {*people_of(db, place), place.word, place.village}


def _take_in(folder: Path, place: Place, line: str, rows: list[list[str]], name: str) -> None:
    from payung.access.queries import seeing
    from payung.funding import queries as funding
    from payung.intake import door
    from payung.intake.receive import Sender, receive
    from payung.programmes import queries as programmes

    file = folder / name
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([_HEADINGS, *rows])
    sender = Sender(f"petugas-{place.word}", Area(place.village))
    with seeing(sender.area, by=sender.name):
        programme = programmes.programme(place.programme)
        batch = receive(file, name=name, programme=programme, line=funding.line(line), on=ON, at=AT, sender=sender)
    door.run(batch, sender=sender, at=AT)


def _programme(folder: Path, place: Place) -> None:
    from payung.access.queries import seeing
    from payung.programmes.actions.load.write import load_programme
    from payung.regions.queries import villages
    from payung.rules.law import law

    codes = villages(Area(place.district)).values_list("code", flat=True)
    counted = "\n".join(["kode,pekerja,peserta", *(f"{village},10,0" for village in codes)])
    (folder / f"{place.word}.csv").write_text(counted + "\n", "utf-8")
    file = folder / f"{place.word}.toml"
    told = {"word": place.word, "region": place.district, "places": 3 * len(codes)}
    file.write_text(_PROGRAMME.format(**told), "utf-8")
    with seeing(Area(""), by="test"):
        loaded = load_programme(file, law=law())
        assert loaded.programme, loaded.problems


def _release(place: Place) -> None:
    from payung.access.queries import seeing
    from payung.funding import queries as funding
    from payung.membership.actions.release_places import release_places
    from payung.programmes import queries as programmes
    from payung.rules.law import law

    with seeing(Area(place.district), by=f"petugas-{place.word}"):
        line, programme = funding.line(f"{place.word}-utama"), programmes.programme(place.programme)
        assert release_places(law=law(), line=line, programme=programme, on=ON)


def _offer(place: Place) -> None:
    """One place more in the village, held for whoever waits there."""
    from payung.access.queries import seeing
    from payung.funding import queries as funding
    from payung.membership.actions.refill import refill
    from payung.programmes.models import Quota, WaitingRule
    from payung.rules.law import law

    with seeing(Area(""), by=f"petugas-{place.word}"):
        line = funding.line(f"{place.programme}-utama")
        WaitingRule.objects.filter(line=line).update(hold_days=14)
        for quota in Quota.objects.filter(line=line, region__in=[place.district, place.village]):
            Quota.objects.filter(pk=quota.pk).update(places=quota.taken + 1)
        assert refill(law=law(), line=line, villages=[place.village], on=ON).offered == 1


def _cards(place: Place) -> None:
    from payung.access.actions.note_reading import note_reading
    from payung.access.queries import seeing
    from payung.cards.actions.issue import issue
    from payung.funding import queries as funding
    from payung.people.models import Person

    with seeing(Area(place.district), by=f"petugas-{place.word}"):
        for line in (f"{place.word}-utama", f"{place.word}-csr"):
            issue(line=funding.line(line), area=Area(place.district), on=ON)
        note_reading(what="nik", table="person", ids=list(Person.objects.values_list("id", flat=True)), reason=WHY)


def _private(place: Place) -> None:
    """What is most private of one worker: a bank account, what was found at a health event, and what was asked about the data."""
    from payung.access.queries import seeing
    from payung.people.actions.answer_request import answer_request
    from payung.people.actions.enter_account import enter_account
    from payung.people.actions.note_request import note_request
    from payung.people.queries import by_nik
    from payung.rules.law import law
    from payung.screening.actions.record import record

    by, word = f"petugas-{place.word}", place.word.upper()
    with seeing(Area(place.village), by=by):
        person = by_nik(place.niks()[0])
        assert person is not None
        enter_account(person=person, bank="bjb", number=place.account, holder_name=f"PEMILIK {word}", by=by, at=AT)
        record(
            person=person, measured_on=ON, event="Pos", results={"note": f"GULA {word}"}, consent="form", by=by, at=AT
        )
        handed = note_request(law=law(), person=person, kind="file", asked_how=f"SURAT {word}", by=by, at=AT)
        answer_request(request_id=handed.pk, granted=True, answer=f"DISERAHKAN {word}", understood=str, by=by, at=AT)
        asked = {"kind": "correction", "field": "address", "new_value": "x", "asked_how": f"PERMINTAAN {word}"}
        note_request(law=law(), person=person, by=by, at=AT, **asked)


def _breach(place: Place) -> None:
    """A breach that is looked into: what a user of this village has touched."""
    from payung.access.actions.open_breach import open_breach
    from payung.access.queries import Search, seeing

    told = {"happened": f"BOCOR {place.word}", "data": "nama", "handling": "dicabut"}
    with seeing(Area(place.village), by=f"petugas-{place.word}"):
        search = Search(username=f"petugas-{place.word}")
        open_breach(search=search, known_at=AT, area=place.village, by=f"petugas-{place.word}", at=AT, **told)


def _csr(place: Place) -> None:
    """Money of the sponsor's line: received, a month on an invoice, and that paid."""
    from payung.access.queries import seeing
    from payung.funding import queries as funding
    from payung.funding.actions.pay import pay
    from payung.funding.actions.receive import receive
    from payung.membership.actions.invoice_month import invoice_month
    from payung.units.month import Month

    told: dict[str, Any] = {"on": ON, "reason": f"TERMIN {place.word}", "source": f"KUITANSI {place.word}"}
    with seeing(Area(place.district), by=f"petugas-{place.word}"):
        line = funding.line(f"{place.word}-csr")
        receive(line=line, amount_idr=9_000_000, **told)
        made = invoice_month(line=line, month=Month.of(ON), on=ON)
        pay(invoice=made, amount_idr=made.open_idr, **told)


def _users(place: Place) -> None:
    """Two administrators of the regency, and a change that each of them has asked for: one decided, one waiting."""
    from payung.access.actions.ask_role import ask_role
    from payung.access.actions.decide_role import decide_role
    from payung.access.actions.issue_token import issue_token
    from payung.access.queries import seeing
    from tests.users import a_user

    one, two, clerk = f"pengelola-{place.word}", f"pengelola-dua-{place.word}", f"operator-{place.word}"
    for name in (one, two):
        a_user(name, "administrator", place.regency)
    a_user(clerk, "village-clerk", place.village)
    wish: dict[str, Any] = {"username": clerk, "area": place.village, "why": f"perlu di {place.word}", "at": AT}
    with seeing(Area(place.regency), by=one, role="administrator"):
        decided = ask_role(role="apdesi-coordinator", by=one, **wish)
        ask_role(role="health-staff", by=one, **wish)
        issue_token(name=f"dasbor-{place.word}", permissions=["see"], area=place.village, days=90, by=one, at=AT)
    with seeing(Area(place.regency), by=two, role="administrator"):
        decide_role(change=decided.pk, granted=True, by=two, at=AT)


def _money(place: Place) -> None:
    """A month that was invoiced, what BPJS answered about it, and what the bank says."""
    from payung.access.queries import seeing
    from payung.funding import queries as funding
    from payung.funding.actions.receive import receive
    from payung.funding.actions.take_statement import GivenLine, GivenStatement, take_statement
    from payung.membership.actions.invoice_month import invoice_month
    from payung.membership.actions.take_answers import Given, GivenFile, take_answers
    from payung.units.month import Month

    by = f"petugas-{place.word}"
    with seeing(Area(place.regency), by=by):
        line = funding.line(f"{place.word}-utama")
        receive(line=line, amount_idr=1_000_000, on=ON, reason=WHY, source=f"kuitansi-{place.word}")
        invoice_month(line=line, month=Month(2025, 11), on=ON)
        given = [Given(2, place.niks()[0], place.kpjs()[0], None), Given(3, nik(9), None, f"BUKAN {place.word}")]
        answers = GivenFile(place.word, f"jawaban-{place.word}.csv", given)
        take_answers(line=line, month=None, file=answers, by=by, on=ON, at=AT)
        said = [GivenLine(1, ON, -5, f"SETOR {place.word}", "", place.word)]
        statement = GivenStatement(place.word, f"koran-{place.word}.csv", f"rekening-{place.word}", 10, 5, said)
        take_statement(statement=statement, region=place.regency, by=by, at=AT)


def build(folder: Path) -> None:
    """The whole world, committed, into the database that Django is connected to."""
    with_programme = [place for place in PLACES if place.has_its_own_programme]
    for place in with_programme:
        _programme(folder, place)
    for place in PLACES:
        rows, line = place.rows(), f"{place.programme}-utama"
        _take_in(folder, place, line, rows[:4] + rows[6:], f"daftar-{place.word}.csv")
        _take_in(folder, place, f"{place.programme}-csr", rows[4:5], f"daftar-{place.word}-csr.csv")
        _users(place)
    for place in with_programme:
        _release(place)
    for place in PLACES:
        # The village has what it asked for by now; this one waits.
        _take_in(folder, place, f"{place.programme}-utama", place.rows()[5:6], f"daftar-{place.word}-susulan.csv")
        _offer(place)
        _private(place)
        _breach(place)
    for place in with_programme:
        _cards(place)
        _csr(place)
        _money(place)
