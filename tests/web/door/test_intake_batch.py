"""A list's page: what was understood, re-mapping its columns, landing it, and what became of every row."""

import re
from pathlib import Path

import pytest
from django.test import Client

from payung.intake.door import note_failure, prepare
from payung.intake.models import Batch
from payung.intake.receive import folder_of
from tests.lists import nik, worker, workers
from tests.users import a_client
from tests.web.door.sending import as_csv, deferred, landed, sent

ODD = ("Kolom A", "Kolom B", "Lahir", "L/P", "Kode Desa", "Pekerjaan", "No HP", "Desil")


def page(client: Client, batch: Batch) -> str:
    return " ".join(client.get(f"/intake/{batch.pk}/").content.decode().split())


def test_a_neighbours_list_is_not_there(clerk: Client, neighbour: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    for more in ("", "progress/", "workbook/"):
        assert neighbour.get(f"/intake/{batch.pk}/{more}").status_code == 404
    for verb in ("land", "withdraw", "columns"):
        assert neighbour.post(f"/intake/{batch.pk}/{verb}/").status_code == 404


def test_no_page_shows_a_whole_nik(clerk: Client) -> None:
    batch = landed(clerk, as_csv([worker(1), worker(1), worker(2, Nama="")]))
    assert not re.search(r"\d{16}", page(clerk, batch))
    batch = sent(clerk, as_csv(workers(3, 4), ("Nomor KTP", "Nama", "Catatan bebas", *("x" * n for n in range(1, 6)))))
    assert not re.search(r"\d{16}", page(clerk, batch))


def test_the_preview_counts_what_is_fit_and_what_is_not(clerk: Client) -> None:
    told = page(clerk, sent(clerk, as_csv([worker(1), worker(2, Nama=""), worker(3, **{"No HP": "abc"})])))
    assert "<strong>2</strong> dari 3 baris siap" in told
    assert "Nama belum diisi" in told and "Nomor HP tidak terbaca" in told
    assert "Daftarkan 2 pekerja" in told


def test_other_columns_make_a_new_list_and_the_one_before_is_withdrawn(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    answer = clerk.post(f"/intake/{batch.pk}/columns/", {"column-6": ""})
    again = Batch.objects.get(pk=int(answer.url.split("/")[-2]))
    assert again.columns == {"6": None} and again.stage == "checked"
    batch.refresh_from_db()
    assert batch.stage == "withdrawn"


def test_columns_left_as_they_are_change_nothing(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    clerk.post(f"/intake/{batch.pk}/columns/", {"column-0": "nik", "column-1": "name"})
    batch.refresh_from_db()
    assert batch.stage == "checked" and Batch.objects.count() == 1


def test_a_list_whose_name_column_is_unknown_asks_for_it(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2), ("NIK", "Siapa", *ODD[2:])))
    assert batch.stage == "failed"
    assert "Kolomnya perlu Anda tunjukkan" in page(clerk, batch)
    answer = clerk.post(f"/intake/{batch.pk}/columns/", {"column-1": "name"})
    assert "Daftarkan 2 pekerja" in clerk.get(answer.url).content.decode()


def test_one_field_from_two_columns_is_refused_before_anything_happens(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    answer = clerk.post(f"/intake/{batch.pk}/columns/", {"column-1": "nik"})
    assert answer.status_code == 422
    assert "Pilih satu kolom untuk nama." in answer.content.decode()
    assert Batch.objects.count() == 1


def test_pressing_land_twice_lands_once(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    for _press in range(2):
        clerk.post(f"/intake/{batch.pk}/land/")
    assert [name for name, _ in deferred()] == ["land-list"]
    assert "Sedang didaftarkan" in page(clerk, batch)


def test_the_page_under_way_asks_for_its_steps_until_there_is_more_to_see(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    clerk.post(f"/intake/{batch.pk}/land/")
    asked = f"/intake/{batch.pk}/progress/"
    assert 'aria-current="step"' in clerk.get(asked, headers={"HX-Request": "true"}).content.decode()
    Batch.objects.filter(pk=batch.pk).update(stage="checked")
    assert clerk.get(asked, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert clerk.get(asked).url == f"/intake/{batch.pk}/"


def test_a_withdrawn_list_does_not_land_and_comes_back_when_it_is_sent_again(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    clerk.post(f"/intake/{batch.pk}/withdraw/")
    clerk.post(f"/intake/{batch.pk}/land/")
    assert deferred() == [] and "Daftar ini ditarik" in page(clerk, batch)
    assert sent(clerk, as_csv(workers(1, 2))).stage == "checked"


def test_what_has_landed_cannot_be_withdrawn(clerk: Client) -> None:
    batch = landed(clerk, as_csv(workers(1, 2)))
    clerk.post(f"/intake/{batch.pk}/withdraw/")
    batch.refresh_from_db()
    assert batch.stage == "landed"


def test_a_line_whose_term_is_over_is_told_before_landing(clerk: Client) -> None:
    told = page(clerk, sent(clerk, as_csv(workers(1, 2)), judged_on="2026-02-01"))
    assert "berakhir 2025-12-31" in told
    assert "/land/" not in told


def test_the_report_adds_up_and_names_the_kind_of_the_other_payer(clerk: Client) -> None:
    landed(clerk, as_csv(workers(1, 1)), line="csr-taekwang")
    batch = landed(clerk, as_csv([worker(1), worker(2), worker(3, Nama="")]))
    assert (batch.rows, batch.landed, batch.waiting, batch.refused) == (3, 1, 0, 2)
    told = page(clerk, batch)
    assert "Yang membayari: CSR." in told
    assert "Baris 4" in told and "(kosong)" in told


def test_the_workbook_goes_back_under_a_name_that_says_what_it_is(clerk: Client) -> None:
    batch = landed(clerk, as_csv([worker(1), worker(2, Nama="")]), name="usulan.csv")
    answer = clerk.get(f"/intake/{batch.pk}/workbook/")
    assert 'filename="usulan-diperiksa.xlsx"' in answer.headers["Content-Disposition"]
    assert b"".join(answer.streaming_content).startswith(b"PK")


@pytest.mark.parametrize("role", ["auditor", "bpjs-officer", "claims-officer", "claims-approver", "health-staff"])
def test_the_list_with_its_whole_niks_goes_back_to_nobody_but_those_who_send_lists(
    clerk: Client, officer: Client, role: str
) -> None:
    batch = landed(clerk, as_csv([worker(1), worker(2, Nama="")]))
    file = f"/intake/{batch.pk}/workbook/"
    looking_on = a_client("pembaca", role, "32.14")
    assert looking_on.get(file).status_code == 403
    told = page(looking_on, batch)
    assert "Nama belum diisi" in told and file not in told and "kirim seluruh berkasnya lagi" not in told
    for sender in (clerk, officer):
        assert file in page(sender, batch) and sender.get(file).status_code == 200


def test_a_list_that_has_not_landed_has_no_workbook(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    assert clerk.get(f"/intake/{batch.pk}/workbook/").status_code == 404


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "Berkas ini kosong"), (b"%PDF-1.7 x", "bukan daftar yang dapat dibaca")]
)
def test_a_file_that_is_no_list_is_told_in_words(clerk: Client, content: bytes, words: str) -> None:
    batch = sent(clerk, content)
    assert words in page(clerk, batch)
    assert "Coba lagi" not in page(clerk, batch)


def test_a_job_that_stopped_may_be_tried_again(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    note_failure(batch, "batch_stopped", {})
    assert "Coba lagi" in page(clerk, batch)
    clerk.post(f"/intake/{batch.pk}/land/")
    batch.refresh_from_db()
    assert batch.stage == "landing"


def test_the_report_is_paged_by_row_number(clerk: Client) -> None:
    batch = landed(clerk, as_csv([worker(n, Nama="") for n in range(101)]))
    assert 'href="?after=101#baris"' in page(clerk, batch)
    rest = clerk.get(f"/intake/{batch.pk}/?after=101").content.decode()
    assert "Baris 102" in rest and "Baris 101" not in rest


def test_an_officer_lands_a_villages_list_inside_the_villages_area(clerk: Client, officer: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 1)))
    officer.post(f"/intake/{batch.pk}/land/")
    assert deferred()[-1][1] == {
        "batch": batch.pk, "area": "32.14.16.2005", "by": "officer", "role": "regency-officer", "address": "127.0.0.1",
    }  # fmt: skip


def test_an_auditor_sees_the_list_and_may_do_nothing_with_it(clerk: Client, auditor: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 1)))
    assert "<button" not in auditor.get(f"/intake/{batch.pk}/").content.decode().split("<main")[1].split("</main")[0]
    assert auditor.post(f"/intake/{batch.pk}/land/").status_code == 403


def test_the_kept_file_has_no_readers_but_the_program(clerk: Client, settings) -> None:
    batch = sent(clerk, as_csv(workers(1, 1)))
    assert Path(settings.BATCH_FOLDER, batch.fingerprint).stat().st_mode & 0o077 == 0
    assert nik(1) not in page(clerk, batch)


def test_a_fault_after_landing_leaves_the_list_landed(clerk: Client) -> None:
    batch = landed(clerk, as_csv(workers(1, 2)))
    note_failure(batch, "batch_stopped", {})
    batch.refresh_from_db()
    assert batch.stage == "landed" and batch.failure is None


def test_the_workbook_lies_ready_once_the_list_has_landed(clerk: Client) -> None:
    batch = landed(clerk, as_csv([worker(1), worker(2, Nama="")]))
    assert (folder_of(batch).path / "diperiksa.xlsx").exists()


def test_what_was_withdrawn_meanwhile_is_not_brought_back_by_its_check(clerk: Client) -> None:
    batch = sent(clerk, as_csv(workers(1, 2)))
    clerk.post(f"/intake/{batch.pk}/withdraw/")
    batch.stage = "received"
    prepare(batch)
    assert batch.stage == "withdrawn"
