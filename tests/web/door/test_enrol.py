"""One form to enrol one worker: the same checks as a list, told at their fields, and nothing kept of what does not fit."""

from pathlib import Path

from django.test import Client

from payung.intake.models import Batch
from payung.membership.models import CoverMonth, Enrolment
from payung.people.models import Person
from tests.lists import nik, workers
from tests.web.door.sending import as_csv, landed

WORKER = {"line": "kab-2025", "name": "SITI", "birth_on": "17-05-1980", "sex": "L", "occupation": "Petani"}


def fill_in(client: Client, number: int, **changes: str):
    return client.post("/membership/enrol/", {**WORKER, "nik": nik(number), **changes})


def told(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_fit_worker_is_placed_with_cover_and_a_page(clerk: Client) -> None:
    result = clerk.get(fill_in(clerk, 1).url)
    person = Person.objects.get(nik=nik(1))
    assert "SITI terdaftar" in told(result) and f'href="/people/{person.pk}/"' in told(result)
    assert CoverMonth.objects.filter(person=person).count() == 2
    assert person.village == "32.14.16.2005"


def test_the_same_form_twice_changes_nothing(clerk: Client) -> None:
    first, second = fill_in(clerk, 1), fill_in(clerk, 1)
    assert first.url == second.url
    assert (Person.objects.count(), Enrolment.objects.count(), CoverMonth.objects.count()) == (1, 1, 2)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(clerk: Client, settings) -> None:
    before = set(Path(settings.BATCH_FOLDER).iterdir())
    answer = fill_in(clerk, 1, nik="3214991399800001", birth_on="01-01-1950")
    assert answer.status_code == 422
    assert '<a href="#id_nik">Tanggal lahir di dalam NIK' in told(answer)
    assert '<a href="#id_birth_on">Umur sudah 65 tahun' in told(answer)
    assert 'value="SITI"' in told(answer)
    assert not Batch.objects.exists() and set(Path(settings.BATCH_FOLDER).iterdir()) == before


def test_an_empty_form_names_what_must_be_there(clerk: Client) -> None:
    answer = clerk.post("/membership/enrol/", {"line": "kab-2025"})
    for field in ("nik", "name", "birth_on"):
        assert f'<a href="#id_{field}">' in told(answer)


def test_a_worker_whom_another_payer_covers_is_refused_with_the_payers_kind(clerk: Client) -> None:
    landed(clerk, as_csv(workers(1, 1)), line="csr-taekwang")
    answer = fill_in(clerk, 1)
    assert "sudah dibayari" in told(answer) and "(CSR)" in told(answer)
    assert Enrolment.objects.count() == 1 and Batch.objects.count() == 1


def test_warnings_are_shown_once_the_worker_is_in(clerk: Client) -> None:
    result = clerk.get(fill_in(clerk, 1, phone="tidak ada", sex="P").url)
    assert "Nomor HP tidak terbaca" in told(result)
    assert "Jenis kelamin berbeda" in told(result)


def test_whoever_finds_no_place_waits_and_is_told_so(clerk: Client) -> None:
    landed(clerk, as_csv(workers(1, 200)))
    assert "SITI menunggu tempat" in told(clerk.get(fill_in(clerk, 900).url))


def test_an_officer_says_the_village(officer: Client) -> None:
    assert '<a href="#id_village">' in told(fill_in(officer, 1))
    assert fill_in(officer, 1, village="32.14.16.2007").status_code == 302
    assert Person.objects.get(nik=nik(1)).village == "32.14.16.2007"


def test_a_clerk_enrols_in_the_own_village_whatever_the_form_says(clerk: Client) -> None:
    fill_in(clerk, 1, village="32.14.16.2007")
    assert Person.objects.get(nik=nik(1)).village == "32.14.16.2005"


def test_marks_of_a_list_inside_a_name_stay_part_of_the_name(clerk: Client) -> None:
    fill_in(clerk, 1, name='SITI; "NUR", =1+1', heir_name="AGUS", heir_relation="Suami")
    person = Person.objects.get(nik=nik(1))
    assert person.name == 'SITI; "NUR", =1+1'
    assert (person.heir_name, person.heir_relation) == ("AGUS", "Suami")


def test_a_line_whose_term_is_over_is_told_at_the_line(clerk: Client) -> None:
    answer = fill_in(clerk, 1, judged_on="2026-02-01")
    assert '<a href="#id_line">Masa bayar' in told(answer)
    assert not Batch.objects.exists()


def test_earlier_members_do_not_come_in_by_the_form(officer: Client) -> None:
    answer = fill_in(officer, 1, village="32.14.16.2005", line="lama-tanjungsari")
    assert answer.status_code == 422 and not Person.objects.exists()


def test_a_result_of_another_village_is_not_there(clerk: Client, neighbour: Client) -> None:
    address = fill_in(clerk, 1).url
    assert neighbour.get(address).status_code == 404


def test_only_who_may_propose_sees_the_form(auditor: Client) -> None:
    assert auditor.get("/membership/enrol/").status_code == 403
