"""The log on the page: three questions of the auditor, answered in sentences, old and new values side by side."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from psycopg.types.json import Json

from payung.access.actions.note_reading import note_reading
from payung.access.models import History
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_client
from tests.web.audit.asking import CLERK, NIK, NOBODY, PAGE, an_account, asked
from tests.web.audit.backdated import logged
from tests.web.pages import link_to, words
from tests.web.test_injection import CORPUS

pytestmark = pytest.mark.django_db


def test_who_saw_this_person_is_said_with_role_place_address_and_reason(siti: Person, auditor: Client) -> None:
    page = asked(auditor, q="seen", of=siti.pk)
    assert (
        f"Operator desa Desa Tanjungsari (tuti) melihat NIK lengkap: data pekerja (#{siti.pk}) di Desa Tanjungsari"
        in page
    )
    assert (
        "dari alamat 10.1.2.3. Alasan: diminta keluarga" in page and f"Yang melihat SITI (pekerja #{siti.pk})" in page
    )


def test_whoever_read_the_account_has_seen_the_person(siti: Person, auditor: Client) -> None:
    with seeing(Area(TANJUNGSARI), **CLERK):
        account = an_account(siti)
        note_reading(what="bank", table="bank_account", ids=[account.pk], reason="mencocokkan")
    assert f"melihat rekening: rekening bank (#{account.pk})" in asked(auditor, q="seen", of=siti.pk)


def test_what_a_user_did_is_listed_the_newest_first(siti: Person, auditor: Client) -> None:
    page = asked(auditor, q="done", of="tuti")
    assert page.index("melihat NIK lengkap") < page.index("mengubah data pekerja") < page.index("menambah data pekerja")


def test_what_changed_stands_old_and_new_side_by_side_down_to_who_made_it(siti: Person, auditor: Client) -> None:
    page = asked(auditor, q="changed", of=siti.pk)
    assert "alamat Lama 1 → Baru 2" in page and NIK not in page
    assert page.index("mengubah data pekerja") < page.index(f"menambah data pekerja (#{siti.pk})")
    assert "melihat NIK" not in page


def test_one_of_a_whole_list_has_its_making_and_nobody_else_s(siti: Person, auditor: Client) -> None:
    with seeing(Area("32.14"), by="daftar"):
        made = Person.objects.bulk_create(
            Person(nik=f"32149917058001{n:02}", name=f"P{n}", birth_on="1980-05-17", village=[TANJUNGSARI, NEIGHBOUR][n % 2])
            for n in range(10)
        )  # fmt: skip
    assert "daftar menambah data pekerja (5 baris) di Desa Tanjungsari" in asked(auditor, q="changed", of=made[4].pk)
    assert "daftar menambah" not in asked(auditor, q="changed", of=siti.pk)


def test_a_worker_who_moved_was_made_in_the_first_village(siti: Person, auditor: Client) -> None:
    with seeing(Area("32.14"), **CLERK):
        Person.objects.filter(pk=siti.pk).update(village=NEIGHBOUR)
    page = asked(auditor, q="changed", of=siti.pk)
    assert f"desa Desa Tanjungsari ({TANJUNGSARI}) → " in page and "menambah data pekerja" in page


def test_every_change_shows_what_came_right_after_it_whatever_is_left_out(siti: Person, auditor: Client) -> None:
    with seeing(Area(TANJUNGSARI), **CLERK):
        Person.objects.filter(pk=siti.pk).update(address="Baru 3")
    last = History.objects.filter(verb="U", table_name="person")
    with seeing(Area(""), by="test"):
        newest = last.latest("id").pk
    page = asked(auditor, q="changed", of=siti.pk, before=newest)
    assert "alamat Lama 1 → Baru 2" in page and "Baru 3" not in page


def test_codes_days_and_money_are_said_in_words(siti: Person, auditor: Client) -> None:
    with seeing(Area(TANJUNGSARI), **CLERK):
        Person.objects.filter(pk=siti.pk).update(
            sex="P", income_idr=1_500_000, birth_on="1981-06-18", occupation="petani"
        )
    page = asked(auditor, q="changed", of=siti.pk)
    for said in (
        "jenis kelamin (kosong) → perempuan",
        "penghasilan (kosong) → Rp1.500.000",
        "17 Mei 1980 → 18 Juni 1981",
    ):
        assert said in page


def test_a_sealed_column_stays_sealed(siti: Person, auditor: Client) -> None:
    with seeing(Area(TANJUNGSARI), **CLERK):
        account = an_account(siti)
    before = Json({"bank": "BRI", "number": "rahasia lain"})
    change = {
        "verb": "U",
        "table_name": "bank_account",
        "row_ids": [account.pk],
        "before": before,
        "image_digest": b"x" * 32,
    }
    with logged({**change, "salt": uuid4()}):
        page = asked(auditor, q="changed", table="bank_account", of=account.pk)
    assert "nomor (tersegel) → (tersegel)" in page and "BRI → BJB" in page and "rahasia" not in page


def test_a_month_of_cover_says_which_month(auditor: Client) -> None:
    part = {"part": Json({"month": "2025-12-01", "line_id": 1}), "digest": b"x" * 32}
    with logged({"verb": "I", "table_name": "cover_month", "row_ids": [7, 8], **part}):
        assert "menambah bulan perlindungan Desember 2025 (2 baris)" in asked(auditor, q="done", of="lama")


def test_every_sentence_leads_on_to_its_record_and_its_doer(siti: Person, auditor: Client) -> None:
    response = auditor.get(PAGE, {"q": "done", "of": "tuti"})
    to = link_to(response, f"Perubahan data pekerja #{siti.pk}")
    assert "alamat Lama 1" in words(auditor.get(PAGE + to))
    doer = link_to(auditor.get(PAGE, {"q": "seen", "of": siti.pk}), "Semua perbuatan tuti")
    assert "mengubah data pekerja" in words(auditor.get(PAGE + doer))


def test_an_auditor_of_another_area_sees_nothing_of_it(elsewhere: Client, siti: Person) -> None:
    for question in ({"q": "seen", "of": siti.pk}, {"q": "done", "of": "tuti"}, {"q": "changed", "of": siti.pk}):
        page = asked(elsewhere, **question)
        assert NOBODY in page and "SITI" not in page and "data pekerja (#" not in page
    assert "NIK ini tidak ada di wilayah Anda" in words(elsewhere.post(PAGE, {"q": "seen", "of": NIK}))
    assert "Tidak ada nama yang berawal begitu" in asked(elsewhere, q="seen", name="SITI")
    assert "Tidak ada pengguna dengan nama itu" in asked(elsewhere, q="done", name="tut")
    assert "Tidak ada wilayah yang namanya" in asked(elsewhere, q="seen", of=siti.pk, place="Tanjungsari X")


@pytest.mark.parametrize("key", ["q", "of", "name", "table", "begin", "end", "place", "deed", "before"])
def test_an_attempt_in_any_part_is_no_fault_and_shows_nothing_of_others(
    elsewhere: Client, siti: Person, key: str
) -> None:
    question = {"q": "done", "of": "tuti"}
    for attempt in CORPUS:
        for response in (
            elsewhere.get(PAGE, {**question, key: attempt}),
            elsewhere.post(PAGE, {**question, key: attempt}),
        ):
            assert response.status_code in (200, 302, 422), attempt
            assert "SITI" not in words(response) and "data pekerja (#" not in words(response)
        taken = elsewhere.get(f"{PAGE}export/", {**question, key: attempt})
        assert taken.status_code in (200, 302) and (b"".join(taken.streaming_content) if taken.streaming else True)


def test_nobody_but_an_auditor_reads_the_log(siti: Person) -> None:
    officer = a_client("eko", "regency-officer", "32.14")
    assert officer.get(PAGE).status_code == 403 and officer.post(PAGE, {"of": NIK}).status_code == 403
    assert officer.get(f"{PAGE}export/?q=done&of=tuti").status_code == 403


def test_what_was_erased_of_the_log_is_told(siti: Person, auditor: Client) -> None:
    change = {"verb": "U", "row_ids": [siti.pk], "image_digest": b"x" * 32}
    with (
        logged(change) as (changed,),
        logged({"verb": "E", "table_name": "history", "row_ids": [changed], "what": "image"}),
    ):
        assert "Isi lama sudah dihapus" in asked(auditor, q="changed", of=siti.pk)
        assert "lama menghapus isi lama catatan audit" in asked(auditor, q="done", of="lama", deed="forget")
