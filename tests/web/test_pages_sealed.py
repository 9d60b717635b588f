"""Bank accounts and health results at the door: masked, opened with a reason alone, and every opening in the history."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from payung.access.models import History
from payung.access.queries import Acting, seeing
from payung.insight.person_file import person_file
from payung.people.models import BankAccount, Consent, DataRequest, Person
from payung.screening.actions.read_results import read_results
from payung.screening.models import HealthResult
from payung.screening.queries import results_of
from payung.sealing.field import opened
from payung.sealing.keyring import keyring_file
from payung.units.region import Area
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.web.pages import words

pytestmark = pytest.mark.django_db
NUMBER, HOLDER = "7788990011223", "EUIS PEMILIK"
MEASURED = {
    "consent": "form",
    "event": "Posyandu",
    "measured_on": "2025-11-21",
    "systolic": "187",
    "diastolic": "111",
    "glucose": "",
    "note": "pusing",
}


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):  # type: ignore[no-untyped-def]
    settings.KEY_FOLDER = tmp_path / "keys"


@pytest.fixture
def staff(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("demo-kesehatan")


def somebody(village: str = TANJUNGSARI) -> Person:
    return Person.objects.filter(village=village).order_by("id")[0]


def enter(client: Client, person: Person, **changes: str):  # type: ignore[no-untyped-def]
    given = {"bank": "bjb", "number": NUMBER, "holder_name": HOLDER, **changes}
    return client.post(f"/people/{person.pk}/bank/enter/", given, follow=True)


def record(client: Client, person: Person, **changes: str):  # type: ignore[no-untyped-def]
    return client.post(f"/screening/{person.pk}/record/", {**MEASURED, **changes}, follow=True)


def readings(what: str) -> list[tuple[str, str, str, list[int]]]:
    rows = History.objects.filter(verb="R", what=what).order_by("id")
    return [(row.by, row.role, row.reason, row.row_ids) for row in rows]


def test_an_account_is_entered_and_shown_by_its_last_digits_alone(officer: Client) -> None:
    person = somebody()
    said = words(enter(officer, person, number="7788-9900 11223"))
    assert "Rekening dicatat dan disegel." in said and "********1223" in said
    for page in (f"/people/{person.pk}/", f"/people/{person.pk}/bank/"):
        shown = officer.get(page).content.decode()
        assert "********1223" in shown and NUMBER not in shown and HOLDER not in shown
    assert readings("bank") == []


def test_the_whole_number_is_shown_for_a_reason_that_the_history_keeps(officer: Client) -> None:
    person = somebody()
    enter(officer, person)
    response = officer.post(f"/people/{person.pk}/bank/", {"reason": "Surat 12/2025"})
    assert NUMBER in words(response) and HOLDER in words(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert readings("bank") == [("demo-disnaker", "regency-officer", "Surat 12/2025", [BankAccount.objects.get().pk])]


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_opened_and_nothing_is_noted(officer: Client, reason: str) -> None:
    person = somebody()
    enter(officer, person)
    response = officer.post(f"/people/{person.pk}/bank/", {"reason": reason})
    assert response.status_code == 422 and NUMBER not in response.content.decode()
    assert '<a href="#id_reason">' in response.content.decode() and readings("bank") == []


def test_a_new_account_ends_the_one_before_and_deletes_nothing(officer: Client) -> None:
    person = somebody()
    enter(officer, person)
    enter(officer, person, bank="BRI", number="445566778899")
    first, second = BankAccount.objects.order_by("id")
    assert first.ended_at == second.entered_at and second.ended_at is None
    assert opened(first, "number") == NUMBER and opened(second, "number") == "445566778899"


@pytest.mark.parametrize(("wrong", "field", "told"), [
    ({"number": "12A45678"}, "number", "hanya terdiri dari angka"), ({"number": ""}, "number", "hanya terdiri dari angka"),
    ({"number": "12345"}, "number", "6 sampai 20 angka"), ({"number": "1" * 21}, "number", "yang ditulis 21 angka"),
    ({"bank": " "}, "bank", "Isi nama bank"), ({"holder_name": ""}, "holder_name", "Isi nama pemilik"),
])  # fmt: skip
def test_what_is_wrong_with_an_account_is_told_at_its_field(
    officer: Client, wrong: dict[str, str], field: str, told: str
) -> None:
    response = enter(officer, somebody(), **wrong)
    assert response.status_code == 422 and told in words(response)
    assert f'<a href="#id_{field}">' in response.content.decode() and not BankAccount.objects.exists()


def test_lost_keys_are_said_on_every_page_and_the_account_in_use_stays(officer: Client) -> None:
    person = somebody()
    enter(officer, person)
    file = keyring_file()
    assert file is not None
    file.rename(file.with_suffix(".away"))
    pages = [officer.get(f"/people/{person.pk}/"), officer.get(f"/people/{person.pk}/bank/"), enter(officer, person)]
    assert [page.status_code for page in pages] == [200, 200, 422]
    assert all("pulihkan berkas itu dari cadangannya" in words(page) for page in pages)
    file.with_suffix(".away").rename(file)
    assert BankAccount.objects.get().ended_at is None and "********1223" in words(officer.get(f"/people/{person.pk}/"))


def test_whoever_may_not_see_accounts_sees_no_trace_of_one(officer: Client, signed_in: Callable[[str], Client]) -> None:
    person = somebody()
    enter(officer, person)
    for name in ("demo-tanjungsari", "demo-inspektorat", "demo-kesehatan"):
        client = signed_in(name)
        assert "Rekening bank" not in words(client.get(f"/people/{person.pk}/"))
        for address in ("bank/", "bank/enter/"):
            assert client.get(f"/people/{person.pk}/{address}").status_code == 403
            assert client.post(f"/people/{person.pk}/{address}", {"reason": "x"}).status_code == 403


def test_a_result_is_recorded_and_read_for_a_reason_that_the_history_keeps(staff: Client) -> None:
    person = somebody()
    assert "dicatat dan disegel" in words(record(staff, person))
    page = f"/screening/{person.pk}/"
    assert "Posyandu" in words(staff.get(page)) and "187" not in words(staff.get(page))
    assert readings("health") == []
    response = staff.post(page, {"reason": "Rujukan"})
    assert "187/111 mmHg" in words(response) and "pusing" in words(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert readings("health") == [("demo-kesehatan", "health-staff", "Rujukan", [HealthResult.objects.get().pk])]


def test_a_result_rests_on_consent_which_is_asked_for_once(staff: Client) -> None:
    person = somebody()
    refused = record(staff, person, consent="")
    assert refused.status_code == 422 and '<a href="#id_consent">' in refused.content.decode()
    assert "Belum ada persetujuan orangnya" in words(refused) and not HealthResult.objects.exists()
    assert record(staff, person, consent="list").status_code == 422, "the village's word is not the person's own"
    record(staff, person, consent="letter")
    assert "ditandatangani orangnya" not in words(staff.get(f"/screening/{person.pk}/record/"))
    record(staff, person, event="Puskesmas", consent="")
    assert HealthResult.objects.count() == 2
    given = [(c.purpose, c.how, c.people) for c in Consent.objects.filter(purpose="health-check")]
    assert given == [("health-check", "letter", [person.pk])]


def withdraw(officer: Client, person: Person) -> None:
    officer.post(f"/people/{person.pk}/requests/", {"kind": "withdrawal", "asked_how": "datang"})
    number = DataRequest.objects.get().pk
    officer.post(f"/people/requests/{number}/", {"decision": "grant", "answer": "Sudah."})


def test_after_a_withdrawal_no_result_is_opened_but_for_the_person(staff: Client, officer: Client) -> None:
    person = somebody()
    record(staff, person)
    said = words(officer.get(f"/people/{person.pk}/requests/"))
    assert "pembacaan hasil pemeriksaan kesehatan" in said, "whoever notes a withdrawal says what stops"
    withdraw(officer, person)
    page = f"/screening/{person.pk}/"
    shown = words(staff.get(page))
    assert "Posyandu" in shown and "sudah ditarik: hasilnya tidak dibuka lagi" in shown and "Buka hasilnya" not in shown
    refused = staff.post(page, {"reason": "Rujukan"})
    assert refused.status_code == 422 and "187" not in words(refused) and readings("health") == []
    with seeing(Area("32.14"), by="perawat", role="health-staff"):
        own = person_file(person, acting=Acting("perawat", "health-staff", "32.14"), reason="s", at=timezone.now())
    assert own["health_results"][0]["systolic"] == 187 and readings("health")[0][0] == "perawat"
    record(staff, person, event="Puskesmas", consent="form")
    assert "187/111 mmHg" in words(staff.post(page, {"reason": "Rujukan"})), "a new consent opens them again"


def test_who_moved_is_still_known_to_consent(staff: Client) -> None:
    person = somebody()
    record(staff, person)
    Person.objects.filter(pk=person.pk).update(village=NEIGHBOUR)
    with seeing(Area(NEIGHBOUR), by="perawat", role="health-staff"):
        (told,) = read_results(rows=results_of(person.pk), reason="Rujukan")
    assert told.systolic == 187


def test_after_a_withdrawal_nothing_more_is_recorded(staff: Client, officer: Client) -> None:
    person = somebody()
    record(staff, person)
    withdraw(officer, person)
    assert record(staff, person, event="Puskesmas", consent="").status_code == 422
    assert HealthResult.objects.count() == 1


def test_a_result_without_a_reason_stays_closed(staff: Client) -> None:
    person = somebody()
    record(staff, person)
    response = staff.post(f"/screening/{person.pk}/", {"reason": ""})
    assert response.status_code == 422 and "187" not in words(response) and readings("health") == []


@pytest.mark.parametrize(("wrong", "field"), [
    ({"systolic": "18.7"}, "systolic"), ({"systolic": "999"}, "systolic"), ({"diastolic": ""}, "diastolic"),
    ({"systolic": ""}, "systolic"), ({"glucose": "-5"}, "glucose"), ({"glucose": "²"}, "glucose"), ({"event": ""}, "event"),
    ({"measured_on": "kemarin"}, "measured_on"), ({"measured_on": "2199-01-01"}, "measured_on"),
    ({"systolic": "", "diastolic": "", "note": ""}, "systolic"),
])  # fmt: skip
def test_what_is_wrong_with_a_result_is_told_at_its_field(staff: Client, wrong: dict[str, str], field: str) -> None:
    response = record(staff, somebody(), **wrong)
    assert response.status_code == 422 and f'<a href="#id_{field}">' in response.content.decode()
    assert not HealthResult.objects.exists()


def test_the_same_event_on_the_same_day_is_recorded_once(staff: Client) -> None:
    person = somebody()
    record(staff, person)
    assert "sudah dicatat" in words(record(staff, person, systolic="120")) and HealthResult.objects.count() == 1


def test_only_health_staff_reach_health_results(officer: Client, clerk: Client, staff: Client) -> None:
    person = somebody()
    record(staff, person)
    for client in (officer, clerk):
        assert "Pemeriksaan kesehatan" not in words(client.get(f"/people/{person.pk}/"))
        for address in ("", "record/"):
            assert client.get(f"/screening/{person.pk}/{address}").status_code == 403
            assert client.post(f"/screening/{person.pk}/{address}", {"reason": "x"}).status_code == 403


def test_nobody_reaches_a_worker_of_another_area(signed_in: Callable[[str], Client], officer: Client) -> None:
    stranger = somebody(NEIGHBOUR)
    Person.objects.filter(pk=stranger.pk).update(village="33.01.01.2001")
    for client, address in ((officer, f"/people/{stranger.pk}/bank/"), (officer, f"/people/{stranger.pk}/bank/enter/"),
                            (signed_in("demo-kesehatan"), f"/screening/{stranger.pk}/"),
                            (signed_in("demo-kesehatan"), f"/screening/{stranger.pk}/record/")):  # fmt: skip
        assert client.get(address).status_code == 404 and client.post(address, MEASURED).status_code == 404


def test_the_history_of_an_account_holds_sealed_text_alone(officer: Client) -> None:
    person = somebody()
    enter(officer, person)
    enter(officer, person, number="445566778899")
    (image,) = History.objects.filter(table_name="bank_account", verb="U").values_list("before", flat=True)
    assert all(image[name].startswith("v1:") for name in ("number", "holder_name", "last_digits"))
    assert NUMBER not in str(image) and HOLDER not in str(image) and image["bank"] == "bjb"
