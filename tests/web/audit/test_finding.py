"""Whom or what an auditor asks about: found by NIK, name or number, and no NIK comes into an address."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.access.queries import doers, seeing
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_user
from tests.web.audit.asking import CLERK, NIK, OTHER_NIK, PAGE, sent
from tests.web.pages import link_to, words

pytestmark = pytest.mark.django_db


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
