"""The door from end to end: what is written down, what is judged anew, and what goes back to the clerk."""

from datetime import date

import openpyxl
import pytest

from payung.access.queries import seeing
from payung.intake import door, report
from payung.intake.models import Batch
from payung.intake.read import Unreadable
from payung.people.models import Person
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.installation import EXAMPLE
from tests.lists import PONDOKSALAM, line, worker, workers, write_list
from tests.sending import COUNTRY

ONE, OTHER = PONDOKSALAM[4], PONDOKSALAM[5]
LIMIT = "\n[eligibility]\ndecile_at_most = {}\n"


def test_a_list_is_judged_anew_when_the_programme_asks_for_something_else(office):
    office.load(line("utama", 9), more=LIMIT.format(4))
    file = write_list(office.folder / "sama.csv", [worker(1, Desil="5"), worker(2, Desil="1")])
    assert office.send_file(file)["problems"] == {"not_eligible_decile": 1}
    office.load(line("utama", 9), more=LIMIT.format(6))
    report = office.send_file(file)
    assert (report["problems"], report["landed"], report["fresh"]) == ({}, 2, 1)


def test_the_report_of_a_landed_list_does_not_change_with_the_programme(office):
    office.load(line("utama", 9), more=LIMIT.format(4))
    file = write_list(office.folder / "sama.csv", [worker(1, Desil="5"), worker(2, Desil="1")])
    told = office.send_file(file)
    office.load(line("utama", 9), more=LIMIT.format(6))
    assert report.whole(Batch.objects.get(pk=told["batch"])) == told


def test_a_rehearsal_and_an_error_leave_nobody(office):
    office.load(line("utama", 9))
    with pytest.raises(Unreadable):
        office.send_file(write_text(office.folder / "surat.csv", "Dengan hormat\n"))
    batch = Batch.objects.get()
    assert (batch.stage, batch.failure["code"]) == ("failed", "header_not_found") and not Person.objects.exists()


def write_text(path, text):
    path.write_text(text, "utf-8")
    return path


def test_a_list_without_a_nik_column_says_which_columns_are_missing(office):
    office.load(line("utama", 9))
    with pytest.raises(Refused) as refused:
        office.send_file(
            write_text(office.folder / "a.csv", "Nama,Tanggal Lahir,Alamat,Pekerjaan\nSITI,17-05-1980,X,Petani\n")
        )
    assert refused.value.code == "columns_missing" and "nik_column_missing" in refused.value.facts["columns"]


def test_a_refused_list_may_be_sent_again_when_the_reason_is_gone(office):
    office.load(line("utama", 9))
    file = write_list(office.folder / "a.csv", workers(1, 2))
    with pytest.raises(Refused):
        office.send_file(file, on=date(2026, 3, 1))
    office.load(line("utama", 9, months=5))
    assert office.send_file(file, on=date(2026, 3, 1))["landed"] == 2


def test_a_line_of_another_programme_is_refused(office):
    office.load(line("utama", 9))
    with pytest.raises(Refused) as refused:
        office.send(workers(1, 1), "lain")
    assert (refused.value.code, refused.value.facts["known"]) == ("line_unknown", "utama")


def test_the_village_workbook_of_the_sample_goes_back_with_its_findings_and_no_formula(office):
    office.load(line("utama", 100), region="32.14")
    told = office.send_file(EXAMPLE / "usulan-tanjungsari.xlsx")
    page = openpyxl.load_workbook(report.mended_workbook(Batch.objects.get(pk=told["batch"]))).active
    notes = {row: str(page.cell(row, page.max_column).value or "") for row in range(6, 32)}
    problems = [row["sheet_row"] for row in told["by_row"]]
    assert all(notes[row] for row in problems) and not any(notes[row] for row in notes if row not in problems)
    assert not [cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("evil", ["=cmd|'/C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", '=HYPERLINK("http://x","y")'])
def test_what_looks_like_a_formula_never_comes_back_as_one(office, evil):
    office.load(line("utama", 9))
    told = office.send([worker(1, Nama=evil, **{"Tanggal Lahir": ""}), worker(2)])
    page = openpyxl.load_workbook(report.mended_workbook(Batch.objects.get(pk=told["batch"]))).active
    cells = [cell for row in page.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    found = next(cell for cell in cells if str(cell.value).endswith(evil[1:]))
    assert found.data_type == "s" and found.quotePrefix


def test_a_form_of_one_is_a_batch_of_one(office):
    office.load(line("utama", 9))
    told = office.send([worker(1, OTHER)], area=OTHER, by="demo-tanjungsari")
    batch = Batch.objects.get(pk=told["batch"])
    assert (batch.rows, batch.landed, batch.received_by, batch.area) == (1, 1, "demo-tanjungsari", OTHER)


def test_a_batch_is_seen_by_those_who_sent_it_and_by_those_above(office):
    office.load(line("utama", 9))
    told = office.send([worker(1, ONE)], area=ONE)
    for area, sees in ((ONE, True), (OTHER, False), ("32.14", True), ("33", False)):
        with seeing(Area(area), by="test"):
            assert Batch.objects.filter(pk=told["batch"]).exists() is sees


def test_progress_is_told_step_by_step(office):
    office.load(line("utama", 9))
    told = office.send(workers(1, 2))
    steps = []
    with seeing(COUNTRY, by="test"):
        door.prepare(Batch.objects.get(pk=told["batch"]), progress=steps.append)
    assert steps == ["read", "checked"]
