"""A list that is mended and sent again: only what changed is new, and history keeps what was there before."""

import pytest

from payung.access.models import History
from payung.people.models import Person
from tests.lists import line, nik, worker, workers
from tests.sending import state_of


@pytest.fixture
def sent(office):
    """Three workers landed, one refused for want of a name."""
    office.load(line("utama", 9))
    assert office.send([*workers(1, 3), worker(4, Nama="")])["landed"] == 3
    return office


def changes():
    return list(History.objects.filter(table_name="person", verb="U").order_by("id").values_list("before", flat=True))


def test_only_the_mended_row_is_new(sent):
    report = sent.send(workers(1, 4))
    assert (report["landed"], report["fresh"], report["refused"]) == (4, 1, 0)
    assert set(state_of().values()) == {"placed"} and len(state_of()) == 4


def test_what_did_not_change_leaves_no_history(sent):
    sent.send(workers(1, 4))
    assert changes() == []


def test_a_corrected_phone_is_taken_over_and_history_has_the_old_one(sent):
    sent.send([worker(1, **{"No HP": "081299998888"}), *workers(2, 4)])
    assert Person.objects.get(nik=nik(1)).phone == "081299998888"
    (before,) = changes()
    assert (before["nik"], before["phone"]) == (nik(1), "081212340001")


def test_history_names_who_wrote(sent):
    sent.send([worker(1, **{"No HP": "081299998888"})], by="demo-tanjungsari")
    assert History.objects.filter(table_name="person", verb="U").get().by == "demo-tanjungsari"


def test_what_a_list_leaves_out_stays_as_it_was(sent):
    sent.send([worker(1, **{"No HP": "", "Pekerjaan": ""})])
    person = Person.objects.get(nik=nik(1))
    assert (person.phone, person.occupation) == ("081212340001", "petani")


def test_a_row_that_is_refused_now_changes_nothing_of_whoever_is_known(sent):
    sent.send([worker(1, **{"No HP": "081299998888", "Nama": ""})])
    assert Person.objects.get(nik=nik(1)).phone == "081212340001" and state_of()[nik(1)] == "placed"
