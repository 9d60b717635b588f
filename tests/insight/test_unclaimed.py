"""What waits for a family: the months in a row with the death count, not those before a gap."""

from datetime import date
from typing import Any

from payung.insight.unclaimed import unclaimed
from payung.people.models import Person
from payung.rules.law import law
from payung.units.region import Area
from tests.lists import line, nik, worker

VILLAGE = "32.14.16.2005"


def test_months_before_a_gap_are_paid_but_not_in_a_row(office: Any) -> None:
    old = line("lama", 5, first_month="2025-01", months=3, more="existing = true")
    office.load(old, line("utama", 5, first_month="2025-11", months=2))
    file = office.folder / "lama.csv"
    rows = f"{nik(1)},PEKERJA 1,17-05-1980,{VILLAGE},01/01/2025"
    file.write_text(f"NIK,Nama,Tanggal Lahir,Kode Desa,Mulai Kepesertaan\n{rows}\n", "utf-8")
    office.send_file(file, "lama")
    office.send([worker(1)])
    Person.objects.filter(nik=nik(1)).update(died_on=date(2025, 11, 20))
    (found,) = unclaimed(law(), Area(VILLAGE))
    assert (found.months, found.in_a_row, found.covered) == (4, 1, True)
    assert found.sum_idr == 10_000_000
