"""Sending a list: who may, for which line, how large, and that it is kept as it was sent."""

from django.test import Client

from payung.intake.models import Batch
from payung.intake.receive import folder_of
from tests.lists import worker, workers
from tests.web.door.sending import as_csv, deferred, send, sent

TWO = as_csv(workers(1, 2))


def test_a_clerk_is_not_asked_for_the_village_and_sees_no_line_of_earlier_members(clerk: Client) -> None:
    page = clerk.get("/intake/upload/").content.decode()
    assert 'name="village"' not in page
    assert "line-lama-tanjungsari" not in page
    assert 'value="kab-2025" checked' in page


def test_an_officer_chooses_among_all_lines_and_the_villages_of_the_regency(officer: Client) -> None:
    page = officer.get("/intake/upload/").content.decode()
    assert "line-lama-tanjungsari" in page
    assert page.count('<option value="32.14.') == 192


def test_the_same_list_sent_twice_is_one_batch(clerk: Client) -> None:
    assert sent(clerk, TWO).pk == sent(clerk, TWO).pk


def test_nothing_chosen_is_told_at_its_field(clerk: Client) -> None:
    answer = clerk.post("/intake/upload/", {"line": "kab-2025"})
    assert answer.status_code == 422
    assert '<a href="#id_file">Pilih berkas daftar pekerja.</a>' in answer.content.decode()


def test_a_line_that_is_not_offered_is_refused(clerk: Client) -> None:
    answer = send(clerk, TWO, line="lama-tanjungsari")
    assert answer.status_code == 422
    assert not Batch.objects.exists()


def test_a_village_outside_the_area_is_refused(officer: Client) -> None:
    answer = send(officer, TWO, village="32.01.01.2001")
    assert "di luar wilayah Anda" in answer.content.decode()


def test_rows_without_a_village_take_the_one_that_the_officer_chose(officer: Client) -> None:
    batch = sent(officer, as_csv([worker(1, village="")]), village="32.14.16.2007")
    assert "1</strong> dari 1 baris siap" in officer.get(f"/intake/{batch.pk}/").content.decode()


def test_a_file_over_the_limit_is_refused_in_words(clerk: Client, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 50
    answer = send(clerk, TWO)
    assert answer.status_code == 422
    assert "Berkas melebihi" in answer.content.decode()


def test_a_name_is_never_a_path(clerk: Client) -> None:
    batch = sent(clerk, TWO, name="../../../etc/daftar.csv")
    assert batch.file_name == "daftar.csv"
    assert folder_of(batch).source.read_bytes() == TWO


def test_a_large_file_is_left_to_the_worker(clerk: Client) -> None:
    batch = sent(clerk, TWO + b"\n" + b";" * 5_000_001)
    assert batch.stage == "received"
    assert [name for name, _ in deferred()] == ["prepare-list"]
    assert "Sedang dibaca" in clerk.get(f"/intake/{batch.pk}/").content.decode()


def test_only_who_may_propose_sends_lists(auditor: Client) -> None:
    assert auditor.get("/intake/upload/").status_code == 403
    assert send(auditor, TWO).status_code == 403
    assert send(Client(), TWO).url.startswith("/access/sign-in/")


def test_a_list_without_the_forms_token_is_refused(clerk: Client) -> None:
    clerk.handler.enforce_csrf_checks = True
    assert send(clerk, TWO).status_code == 403


def test_the_list_of_lists_is_paged_by_key(clerk: Client) -> None:
    for number in range(26):
        sent(clerk, as_csv([worker(number)]), name=f"daftar-{number}.csv")
    first = clerk.get("/intake/").content.decode()
    assert first.count("<tr>") - 1 == 25 and "daftar-0.csv" not in first
    oldest = Batch.objects.order_by("id").first().pk
    assert "daftar-0.csv" in clerk.get(f"/intake/?before={oldest + 1}").content.decode()


def test_an_empty_list_of_lists_says_what_to_do(clerk: Client, auditor: Client) -> None:
    assert "Belum ada daftar yang dikirim" in clerk.get("/intake/").content.decode()
    assert "/intake/upload/" not in auditor.get("/intake/").content.decode()
