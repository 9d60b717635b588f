"""The log on the page: three questions of the auditor, answered in sentences, old and new values side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from psycopg.types.json import Json

from payung.access.actions.note_reading import note_reading
from payung.access.models import History
from payung.access.queries import PLACES, doers, seeing
from payung.people.actions.enter_account import enter_account
from payung.people.models import BankAccount, Person
from payung.units.region import Area
from payung.web.access.audit_columns import CODES, FIELDS
from payung.web.access.audit_words import RECORDS, TABLES
from tests.roles import NEIGHBOUR, TANJUNGSARI, as_owner
from tests.users import a_client, a_user
from tests.web.backdated import logged
from tests.web.pages import link_to, links, words
from tests.web.test_injection import CORPUS

pytestmark = pytest.mark.django_db
JAKARTA = ZoneInfo("Asia/Jakarta")
NIK, OTHER_NIK = "3214991705800001", "3214991705800002"
PAGE = "/access/audit/"
CLERK = {"by": "tuti", "role": "village-clerk", "address": "10.1.2.3"}
NOBODY = "Tidak ada catatan"


@pytest.fixture
def siti(db: None) -> Person:
    """A worker whose address was changed once, and whose NIK was looked at once, by the clerk of the village."""
    with seeing(Area(TANJUNGSARI), **CLERK):
        person = Person.objects.create(
            nik=NIK, name="SITI", birth_on="1980-05-17", village=TANJUNGSARI, address="Lama 1"
        )
    with seeing(Area(TANJUNGSARI), **CLERK):
        Person.objects.filter(pk=person.pk).update(address="Baru 2")
    with seeing(Area(TANJUNGSARI), **CLERK):
        note_reading(what="nik", table="person", ids=[person.pk], reason="diminta keluarga")
    return person


@pytest.fixture
def auditor(db: None) -> Client:
    """The inspectorate of the regency."""
    return a_client("ira", "auditor", "32.14")


@pytest.fixture
def elsewhere(db: None) -> Client:
    """The inspectorate of another regency; made before anybody acts, so that the log does not lay that on them."""
    return a_client("budi", "auditor", "33.01")


def an_account(of: Person) -> BankAccount:
    """A bank account, entered by the clerk."""
    at = datetime(2025, 11, 21, tzinfo=JAKARTA)
    return enter_account(person=of, bank="BJB", holder_name="SITI", number="1234567890", by="tuti", at=at)


def asked(client: Client, **question: object) -> str:
    return words(client.get(PAGE, question))


def sent(client: Client, **typed: object) -> str:
    """Where the form leads to."""
    return client.post(PAGE, typed).headers["Location"]


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


# Finding


def test_a_nik_leads_to_the_number_of_its_worker_and_never_stands_in_an_address(siti: Person, auditor: Client) -> None:
    for q, typed in (("seen", NIK), ("seen", "3214 9917 0580 0001"), ("changed", NIK)):
        to = sent(auditor, q=q, of=typed)
        assert f"of={siti.pk}" in to and NIK not in to


def test_a_nik_in_an_address_is_taken_out_of_it(siti: Person, auditor: Client) -> None:
    for name in ("of", "name", "place", "q"):
        for number in (NIK, "3214-9917-0580-0001"):
            assert auditor.get(PAGE, {"q": "seen", name: number}).headers["Location"] == PAGE
            assert auditor.get(f"{PAGE}export/", {"q": "seen", name: number}).headers["Location"] == PAGE


NOWHERE = (
    ({"of": OTHER_NIK}, "NIK ini tidak ada di wilayah Anda"),
    ({"of": "32149917058000012345"}, "NIK harus 16 angka"),
    ({"of": "si"}, "paling sedikit tiga huruf"),
    ({"of": ""}, "Tulis dulu tentang siapa"),
    ({"of": f"SITI {NIK}"}, "Tulis NIK saja, atau namanya saja"),
    ({"q": "done", "of": NIK}, "Ini NIK, bukan nama pengguna"),
    ({"q": "done", "of": f"tuti {NIK}"}, "Tulis NIK saja, atau namanya saja"),
    ({"q": "changed", "table": "card", "of": "x"}, "angka saja"),
    ({"of": "SITI", "begin": "kemarin"}, "Tulis tanggal"),
    ({"of": "SITI", "begin": "2025-11-02", "end": "2025-11-01"}, "tidak boleh sebelum"),
    ({"of": "SITI", "place": "33.01"}, "Tidak ada wilayah dengan kode itu"),
    ({"of": "SITI", "place": NIK}, "Tidak ada wilayah dengan kode itu"),
    ({"of": "SITI", "place": f"Tanjung {NIK}"}, "Tidak ada wilayah dengan kode itu"),
)


@pytest.mark.parametrize(("typed", "said"), NOWHERE)
def test_what_leads_nowhere_says_why_and_stays_out_of_the_address(
    siti: Person, auditor: Client, typed: dict[str, str], said: str
) -> None:
    response = auditor.post(PAGE, {"q": "seen", **typed})
    assert response.status_code == 422 and said in words(response)


def test_a_name_gives_a_short_list_to_choose_from(siti: Person, auditor: Client) -> None:
    with seeing(Area(NEIGHBOUR), **CLERK):
        Person.objects.create(nik=OTHER_NIK, name="SITI AMINAH", birth_on="1980-05-17", village=NEIGHBOUR)
    to = sent(auditor, q="seen", of="siti", deed="nik")
    page = auditor.get(to)
    assert "Orang yang mana?" in words(page) and "3214********0002" in words(page)
    assert link_to(page, "SITI AMINAH") != (chosen := link_to(page, "SITI"))
    assert (
        f"of={siti.pk}" in chosen and "deed=nik" in chosen and "diminta keluarga" in words(auditor.get(PAGE + chosen))
    )


def test_the_list_is_short_and_says_that_there_are_more(siti: Person, auditor: Client) -> None:
    with seeing(Area(NEIGHBOUR), **CLERK):
        Person.objects.bulk_create(
            Person(nik=f"32149917058002{n:02}", name=f"BUDI {n:02}", birth_on="1980-05-17", village=NEIGHBOUR)
            for n in range(21)
        )
    page = words(auditor.get(sent(auditor, q="seen", of="budi")))
    assert page.count("BUDI ") == 20 and "Masih ada yang lain" in page


def test_a_part_of_a_user_name_gives_a_list_and_a_single_one_leads_on(siti: Person, auditor: Client) -> None:
    for name in ("tuti", "tuti-dua"):
        a_user(name)
    with seeing(Area(TANJUNGSARI), by="tuti-dua"):
        Person.objects.filter(pk=siti.pk).update(phone="0812")
    page = auditor.get(sent(auditor, q="done", of="uti"))
    assert "Pengguna yang mana?" in words(page) and "of=tuti-dua" in link_to(page, "tuti-dua")
    assert sent(auditor, q="done", of="i-du") == f"{PAGE}?q=done&of=tuti-dua#answer"
    assert sent(auditor, q="done", of="tuti") == f"{PAGE}?q=done&of=tuti#answer"
    assert "Tidak ada pengguna dengan nama itu" in words(auditor.get(sent(auditor, q="done", of="tu%ti")))


def test_users_who_did_nothing_here_are_not_found(siti: Person) -> None:
    a_user("tuti")
    with seeing(Area("33.01"), by="test", role="auditor"):
        assert doers("tut") == []
    with seeing(Area("32.14"), by="test", role="auditor"):
        assert doers("tut") == [("tuti", "tuti")]


# Narrowing


@pytest.fixture
def three_days(siti: Person) -> Iterator[list[str]]:
    """Readings around the two midnights of 21 November in Jakarta; gives their reasons."""
    day = datetime(2025, 11, 21, tzinfo=JAKARTA)
    at = {"before": day - timedelta(minutes=1), "first": day, "last": day + timedelta(hours=23, minutes=59),
          "after": day + timedelta(days=1)}  # fmt: skip
    reading = {"verb": "R", "what": "nik", "row_ids": [siti.pk]}
    with logged(*({**reading, "reason": name, "at": moment} for name, moment in at.items())):
        yield list(at)


@pytest.mark.parametrize("question", ["seen", "done"])
@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [
        ("2025-11-21", "2025-11-21", {"first", "last"}), ("2025-11-21", "", {"first", "last", "after"}),
        ("", "2025-11-20", {"before"}), ("2025-11-20", "2025-11-21", {"before", "first", "last"}),
    ],
)  # fmt: skip
def test_days_are_whole_and_those_of_jakarta(
    three_days: list[str], siti: Person, auditor: Client, question: str, begin: str, end: str, found: set[str]
) -> None:
    of = siti.pk if question == "seen" else "lama"
    page = asked(auditor, q=question, of=of, begin=begin, end=end)
    assert set(re.findall(r"Alasan: (\w+)", page)) & set(three_days) == found


def test_a_place_takes_in_all_below_it_by_code_or_by_name(siti: Person, auditor: Client) -> None:
    for place, seen in (
        (TANJUNGSARI, True),
        ("32.14.16", True),
        ("3214162005", True),
        (NEIGHBOUR, False),
        ("32.14.17", False),
    ):
        for question in ({"q": "seen", "of": siti.pk}, {"q": "done", "of": "tuti"}, {"q": "changed", "of": siti.pk}):
            assert ("Desa Tanjungsari (tuti)" in asked(auditor, **question, place=place)) == seen
    to = sent(auditor, q="done", of="tuti", place="tanjungs")
    page = auditor.get(to)
    assert "Wilayah yang mana?" in words(page)
    chosen = next(link for link in links(page) if f"place={TANJUNGSARI}" in link)
    assert "Hanya: Desa Tanjungsari" in words(auditor.get(PAGE + chosen))


@pytest.mark.parametrize(
    ("deed", "question", "found"),
    [
        ("add", "done", {"menambah"}), ("change", "done", {"mengubah"}),
        ("read", "done", {"melihat NIK"}), ("nik", "done", {"melihat NIK"}),
        ("bank", "done", set()), ("remove", "done", set()), ("nik", "seen", {"melihat NIK"}), ("export", "seen", set()),
        ("add", "changed", {"menambah"}), ("change", "changed", {"mengubah"}), ("remove", "changed", set()),
    ],
)  # fmt: skip
def test_a_deed_leaves_all_others_out(siti: Person, auditor: Client, deed: str, question: str, found: set[str]) -> None:
    page = asked(auditor, q=question, of="tuti" if question == "done" else siti.pk, deed=deed)
    assert {word for word in ("menambah", "mengubah", "melihat NIK") if f"(tuti) {word}" in page} == found


def test_filters_are_kept_from_page_to_page_and_can_be_cleared(siti: Person, auditor: Client) -> None:
    for _turn in range(60):
        with seeing(Area(TANJUNGSARI), **CLERK):
            note_reading(what="nik", table="person", ids=[siti.pk], reason="lagi")
    for question in ({"q": "seen", "of": siti.pk}, {"q": "done", "of": "tuti"}):
        first = auditor.get(PAGE, {**question, "deed": "nik", "place": TANJUNGSARI})
        second = auditor.get(PAGE + link_to(first, "Berikutnya"))
        assert [words(page).count("melihat NIK lengkap: ") for page in (first, second)] == [50, 11]
        assert "diminta keluarga" in words(second) and "Hanya: Desa Tanjungsari, melihat NIK lengkap" in words(second)
        cleared = link_to(second, "Hapus saringan")
        assert "deed" not in cleared and "place" not in cleared and "before" not in cleared
    changed = auditor.get(PAGE, {"q": "changed", "of": siti.pk})
    assert "Berikutnya" not in words(changed)


def test_pages_of_readings_are_full_although_others_lie_outside_the_area(siti: Person) -> None:
    clerk = a_client("desa", "auditor", TANJUNGSARI)
    with seeing(Area(TANJUNGSARI), **CLERK):
        for _turn in range(50):
            note_reading(what="nik", table="person", ids=[siti.pk], reason="di sini")
    with seeing(Area("32.14"), **CLERK):
        Person.objects.filter(pk=siti.pk).update(village=NEIGHBOUR)
        for _turn in range(60):
            note_reading(what="nik", table="person", ids=[siti.pk], reason="di sana")
    page = clerk.get(PAGE, {"q": "seen", "of": siti.pk})
    assert words(page).count("Alasan: di sini") == 50 and "di sana" not in words(page) and "Berikutnya" in words(page)


# The area, and who may


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
        assert taken.status_code in (200, 302, 404) and (b"".join(taken.streaming_content) if taken.streaming else True)


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


# Words for everything


WATCHED = """
    SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN pg_trigger t
        ON c.table_schema = 'public' AND t.tgrelid = to_regclass(quote_ident(c.table_name)) 
        AND t.tgname IN ('history_of_inserts', 'digest_of_inserts')
    JOIN pg_class ON pg_class.oid = t.tgrelid AND NOT relispartition
"""


def test_every_table_and_column_with_a_history_has_a_word() -> None:
    with as_owner() as db:
        watched = db.execute(WATCHED).fetchall()
    assert {table for table, _column in watched} | {"history"} == TABLES.keys()
    assert {column for _table, column in watched} - FIELDS.keys() == set() and len(watched) > 150


def test_every_code_of_a_constraint_has_a_word() -> None:
    """Codes that a constraint lists, for the columns that have codes in words here."""
    with as_owner() as db:
        rules = [
            rule for (rule,) in db.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'")
        ]
    for column, known in CODES.items():
        listed = {code for rule in rules for codes in re.findall(rf"\(\({column}\)::text = ANY \(\(?ARRAY\[(.*?)\]", rule)
                  for code in re.findall(r"'([^']+)'::", codes)}  # fmt: skip
        assert listed <= known.keys(), column


def test_the_place_where_a_row_is_made_is_the_one_its_trigger_writes() -> None:
    asked = "SELECT tgrelid::regclass::text, split_part(encode(tgargs, 'escape'), '\\000', 1) FROM pg_trigger WHERE tgname = %s"
    with as_owner() as db:
        written = dict(db.execute(asked, ["history_of_inserts"]).fetchall())
    places = {table: "" if place.startswith("acting(") else place or "village" for table, place in written.items()}
    assert {table: PLACES.get(table, "village") for table in RECORDS} == {table: places[table] for table in RECORDS}
