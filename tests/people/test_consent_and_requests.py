"""Consent is noted at enrolment and can be withdrawn; what a person asks about the own data has its clock and its effect."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import connection

from payung.access.models import History
from payung.access.queries import seeing
from payung.funding.actions.pledge import pledge_up_to
from payung.funding.models import FundingLine
from payung.intake.correct import understood
from payung.people.actions.answer_request import answer_request
from payung.people.actions.erase import erase
from payung.people.actions.lift_restriction import lift_restriction
from payung.people.actions.note_request import note_request
from payung.people.models import Consent, ConsentWithdrawal, DataRequest, Person
from payung.people.queries import consent_stands, consents_of, open_requests, requests_of
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.lists import line, nik, worker, workers
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.sending import JUDGED_ON, months_of, state_of

AT = datetime(2025, 11, 24, 8, 30, tzinfo=UTC)
NOTED = {"by": "test", "on": date(2025, 11, 24)}


def ask(person, kind, **more):
    return note_request(law=law(), person=person, kind=kind, asked_how="datang dengan KTP", by="test", at=AT, **more)


def grant(request, *, granted=True, answer="Sudah dilakukan."):
    checked = partial(understood, on=date(2025, 11, 24))
    return answer_request(request_id=request.pk, granted=granted, answer=answer, understood=checked, by="test", at=AT)


@pytest.fixture
def enrolled(office):
    office.load(line("utama", 2), line("csr", 5, kind="csr"))
    office.send(workers(1, 3))
    return Person.objects.get(nik=nik(1))


def test_everybody_who_is_enrolled_has_consented_in_the_way_of_the_list(enrolled):
    given = Consent.objects.get()
    assert (given.purpose, given.how, given.given_on, given.village) == ("protection", "list", JUDGED_ON, TANJUNGSARI)
    assert sorted(given.people) == sorted(Person.objects.values_list("id", flat=True))
    assert [(each.how, each.withdrawn_at) for each in consents_of(enrolled.pk)] == [("list", None)]


def test_a_list_sent_twice_and_a_refused_row_note_nothing_more(office, enrolled):
    office.send(workers(1, 3))
    office.send([worker(4, Nama="")])
    assert Consent.objects.count() == 1


@pytest.mark.usefixtures("years_later")
def test_the_log_keeps_the_phone_of_a_withdrawal_until_erasure_as_the_pages_say(enrolled):
    Person.objects.filter(pk=enrolled.pk).update(phone="081299990000")
    kept = History.objects.filter(table_name="person", before__phone="081299990000")
    grant(ask(enrolled, "withdrawal"))
    assert kept.count() == 1 and Person.objects.get(pk=enrolled.pk).phone is None
    erase(person=enrolled.pk, on=date(2037, 1, 1))
    assert not kept.exists()


def test_a_withdrawal_ends_consent_takes_the_phone_and_keeps_the_paid_months(enrolled):
    grant(ask(enrolled, "withdrawal"))
    enrolled.refresh_from_db()
    (given,) = consents_of(enrolled.pk)
    assert enrolled.phone is None and enrolled.restricted_at == AT
    assert (given.withdrawn_at, given.withdrawn_by, given.withdrawn_why) == (AT, "test", "datang dengan KTP")
    assert consents_of(Person.objects.get(nik=nik(2)).pk)[0].withdrawn_at is None, "the others' of the same list stay"
    assert len(months_of(nik(1))) == 2


def moved(office, person):
    """The worker, moved: the neighbour, who cannot see the row, has enrolled somebody whom nobody pays for any more."""
    with seeing(Area(""), by="test"), connection.cursor() as db:
        db.execute("UPDATE person SET village = %s WHERE id = %s", [NEIGHBOUR, person.pk])
    office.look()


def waiting_in(village):
    with seeing(Area(village), by="test"):
        return [each.person.pk for each in open_requests()]


def test_a_request_follows_the_person_to_the_present_village_and_its_clock_goes_on(office, enrolled):
    request = ask(enrolled, "file")
    moved(office, enrolled)
    assert (waiting_in(TANJUNGSARI), waiting_in(NEIGHBOUR), waiting_in("32.14")) == ([], [enrolled.pk], [enrolled.pk])
    office.look()
    assert DataRequest.objects.get().due_at == request.due_at


@pytest.mark.parametrize("area", [NEIGHBOUR, "32.14"])
def test_who_moved_withdraws_the_consents_of_the_former_village_as_well(office, enrolled, area):
    request = ask(enrolled, "withdrawal")
    moved(office, enrolled)
    with seeing(Area(area), by="test"):
        grant(request)
    office.look()
    (given,) = consents_of(enrolled.pk)
    assert (given.withdrawn_at, given.withdrawn_by) == (AT, "test")
    withdrawn = ConsentWithdrawal.objects.get()
    assert (withdrawn.person_id, withdrawn.village) == (enrolled.pk, TANJUNGSARI)


def test_the_consents_of_whoever_is_not_in_sight_stay(office, enrolled):
    with seeing(Area(NEIGHBOUR), by="test"), connection.cursor() as db:
        db.execute("SELECT withdraw_consents(%s, now(), 'x')", [enrolled.pk])
        assert db.fetchone() == (0,)
    office.look()
    assert not ConsentWithdrawal.objects.exists()


def test_a_restricted_worker_is_not_enrolled_anew_and_the_list_is_told(office, enrolled):
    grant(ask(Person.objects.get(nik=nik(3)), "restriction"))
    report = office.send([worker(3, **{"No HP": "081211112222", "Nama": "LAIN"})], "csr")
    assert (report["refused"], report["by_row"][0]["problems"]) == (1, ["restricted"])
    assert Person.objects.get(nik=nik(3)).name == "PEKERJA 3" and nik(3) not in state_of("csr")


def test_another_village_cannot_enrol_a_restricted_worker_either(office, enrolled):
    grant(ask(Person.objects.get(nik=nik(3)), "restriction"))
    report = office.send([worker(3, NEIGHBOUR)], "csr", area=NEIGHBOUR)
    assert report["by_row"][0]["problems"] == ["restricted"]
    assert Person.objects.get(nik=nik(3)).village == TANJUNGSARI


def test_a_restricted_worker_on_the_waiting_list_is_passed_over(office, enrolled):
    grant(ask(Person.objects.get(nik=nik(3)), "restriction"))
    office.send([worker(4)])
    with connection.cursor() as db:
        db.execute("UPDATE quota SET places = places + 1")
    pledge_up_to(line=FundingLine.objects.get(code="utama"), total_idr=1_000_000, reason="pledge")
    assert office.release() == 1
    assert state_of()[nik(4)] == "placed" and state_of()[nik(3)] == "waiting"


def test_after_the_restriction_is_lifted_the_worker_may_come_again_and_the_log_says_why(office, enrolled):
    third = Person.objects.get(nik=nik(3))
    grant(ask(third, "restriction"))
    lift_restriction(person=third, why="datang lagi", **NOTED)
    assert office.send([worker(3)], "csr")["landed"] == 1
    assert History.objects.filter(table_name="person", verb="U", reason="datang lagi").count() == 1
    with pytest.raises(Refused, match="reason_missing"):
        lift_restriction(person=third, why=" ", **NOTED)


def test_a_withdrawal_is_undone_by_a_new_consent_of_the_person_alone(office, enrolled):
    third = Person.objects.get(nik=nik(3))
    grant(ask(third, "withdrawal"))
    for way, code in (("", "consent_withdrawn"), ("list", "consent_way_unknown")):
        with pytest.raises(Refused, match=code):
            lift_restriction(person=third, why="datang lagi", consent=way, **NOTED)
    assert Person.objects.get(pk=third.pk).restricted_at == AT and consent_stands(third.pk, "protection") is False
    assert office.send(workers(3, 4), "csr")["landed"] == 1, "the village's word does not enrol whoever withdrew"
    lift_restriction(person=third, why="datang lagi", consent="letter", **NOTED)
    assert Person.objects.get(pk=third.pk).restricted_at is None
    newest = consents_of(third.pk)[0]
    assert (newest.how, newest.noted_by, newest.withdrawn_at) == ("letter", "test", None)
    assert office.send([worker(3)], "csr")["landed"] == 1


def test_consents_of_a_former_village_are_asked_for_before_a_restriction_is_lifted(office, enrolled):
    grant(ask(enrolled, "withdrawal"))
    moved(office, enrolled)
    with seeing(Area(NEIGHBOUR), by="test"), pytest.raises(Refused, match="consent_withdrawn"):
        lift_restriction(person=enrolled, why="datang lagi", **NOTED)
    office.look()


@pytest.mark.parametrize(("field", "said", "kept"), [
    ("name", "siti  aminah", "siti aminah"), ("birth_on", "17-05-1950", date(1950, 5, 17)),
    ("phone", "+62 812-3456-7890", "081234567890"), ("sex", "perempuan", "P"), ("heir_name", "BUDI", "BUDI"),
    ("nik", "32.1499.170580.0009", nik(9)), ("income_idr", "1.500.000", 1_500_000),
])  # fmt: skip
def test_a_correction_is_understood_as_the_door_does(enrolled, field, said, kept):
    request = ask(enrolled, "correction", field=field, new_value=said)
    grant(request)
    assert getattr(Person.objects.get(pk=enrolled.pk), field) == kept
    assert request.old_value == ("" if getattr(enrolled, field) is None else str(getattr(enrolled, field)))


@pytest.mark.parametrize(("field", "said", "code"), [
    ("nik", "321499", "nik_format"), ("nik", "3214993205800001", "nik_date_impossible"),
    ("nik", nik(2), "correction_nik_taken"), ("birth_on", "31-02-1980", "birth_date_invalid"),
    ("phone", "12", "correction_unreadable"), ("sex", "?", "correction_unreadable"),
])  # fmt: skip
def test_a_wrong_correction_changes_nothing_and_stays_open(enrolled, field, said, code):
    request = ask(enrolled, "correction", field=field, new_value=said)
    with pytest.raises(Refused) as refused:
        grant(request)
    assert refused.value.code == code and said not in str(refused.value.facts)
    assert DataRequest.objects.get(pk=request.pk).state == "open"


def test_an_erasure_of_a_covered_worker_is_refused_and_stays_open(enrolled):
    request = ask(enrolled, "erasure")
    with pytest.raises(Refused, match="person_covered"):
        grant(request)
    assert open_requests() == [request]


@pytest.mark.usefixtures("years_later")
def test_an_erasure_after_retention_leaves_a_pseudonym_and_no_words_of_the_requests(enrolled):
    ask(enrolled, "correction", field="name", new_value="NAMA BARU")
    grant(ask(enrolled, "withdrawal"))
    request = ask(enrolled, "erasure")
    answer_request(request_id=request.pk, granted=True, answer="sudah dihapus", understood=understood, by="test",
                   at=AT.replace(year=2037))  # fmt: skip
    assert Person.objects.get(pk=enrolled.pk).name == "Dihapus"
    assert {(each.old_value, each.new_value) for each in requests_of(enrolled.pk)} == {("-", "-"), ("", "")}
    assert [each.why for each in ConsentWithdrawal.objects.filter(person=enrolled)] == ["-"]
    said = History.objects.filter(before__icontains="datang dengan KTP")
    assert not said.exists(), "nor does the log keep what the words were"


@pytest.mark.parametrize(("more", "code"), [
    ({"kind": "gift"}, "kind_unknown"), ({"kind": "file", "asked_how": " "}, "asked_how_missing"),
    ({"kind": "correction", "field": "id", "new_value": "1"}, "correction_field_unknown"),
    ({"kind": "correction", "field": "name", "new_value": ""}, "correction_value_missing"),
])  # fmt: skip
def test_what_cannot_be_noted_is_refused_in_words(enrolled, more, code):
    with pytest.raises(Refused, match=code):
        note_request(**{"law": law(), "person": enrolled, "asked_how": "surat", "by": "test", "at": AT, **more})


def test_the_same_is_open_once_and_answered_once_in_words(enrolled):
    request = ask(enrolled, "file")
    with pytest.raises(Refused, match="request_open_already"):
        ask(enrolled, "file")
    with pytest.raises(Refused, match="answer_missing"):
        grant(request, answer="")
    grant(request, granted=False, answer="Bukan orangnya.")
    with pytest.raises(Refused, match="request_answered"):
        grant(request)
    with pytest.raises(Refused, match="request_unknown"):
        answer_request(request_id=0, granted=True, answer="x", understood=understood, by="test", at=AT)


def test_a_refused_restriction_restricts_nobody(enrolled):
    grant(ask(enrolled, "restriction"), granted=False)
    assert Person.objects.get(pk=enrolled.pk).restricted_at is None


def test_requests_are_due_by_the_hours_of_the_law_first_due_on_top(enrolled):
    later = ask(enrolled, "file")
    earlier = note_request(law=law(), person=enrolled, kind="restriction", asked_how="surat", by="test",
                           at=AT - timedelta(hours=1))  # fmt: skip
    assert open_requests() == [earlier, later]
    assert later.due_at == AT + timedelta(hours=72)


def test_requests_and_consents_of_another_village_are_not_seen(enrolled):
    ask(enrolled, "file")
    with seeing(Area(NEIGHBOUR), by="x", role="village-clerk"):
        assert not open_requests() and not Consent.objects.exists()
    with seeing(Area(TANJUNGSARI), by="x", role="village-clerk"):
        assert len(open_requests()) == 1 and Consent.objects.count() == 1
