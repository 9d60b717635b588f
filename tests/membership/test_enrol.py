"""Who gets a place, who waits, who is refused, and the months that are paid."""

from datetime import date

import pytest
from django.db import connection

from payung.membership.models import CoverMonth, Enrolment
from payung.people.models import Person
from payung.programmes.models import Quota
from payung.units.refusal import Refused
from tests.lists import PONDOKSALAM, line, nik, shared_out, worker, workers
from tests.sending import months_of, state_of

ONE, OTHER = PONDOKSALAM[4], PONDOKSALAM[5]


def codes(report):
    return {row["sheet_row"]: row["problems"] for row in report["by_row"] if row["problems"]}


def test_a_placed_worker_is_covered_for_the_whole_term(office):
    office.load(line("utama", 5, first_month="2025-11", months=3))
    office.send([worker(1)])
    assert months_of(nik(1)) == [("2025-11", "utama"), ("2025-12", "utama"), ("2026-01", "utama")]


def test_whoever_comes_in_later_is_paid_from_that_month_on(office):
    office.load(line("utama", 5))
    office.send([worker(1)], on=date(2025, 12, 5))
    assert months_of(nik(1)) == [("2025-12", "utama")]


def test_whoever_comes_in_before_the_term_is_paid_from_its_first_month(office):
    office.load(line("utama", 5))
    office.send([worker(1)], on=date(2025, 9, 1))
    assert months_of(nik(1)) == [("2025-11", "utama"), ("2025-12", "utama")]


def test_the_last_day_of_the_term_still_pays_its_month(office):
    office.load(line("utama", 5))
    office.send([worker(1)], on=date(2025, 12, 31))
    assert months_of(nik(1)) == [("2025-12", "utama")]


def test_after_the_term_nobody_comes_in(office):
    office.load(line("utama", 5))
    with pytest.raises(Refused) as refused:
        office.send([worker(1)], on=date(2026, 1, 1))
    assert (refused.value.code, refused.value.facts["until"]) == ("term_over", "2025-12-31")
    assert not Person.objects.exists() and Quota.objects.get().taken == 0


def test_existing_members_are_covered_since_theirs_began(office, tmp_path):
    office.load(line("utama", 5, first_month="2025-01", months=12, more="existing = true"))
    file = tmp_path / "lama.csv"
    said = [f"{nik(1)},SITI,17-05-1980,{ONE},01/01/2025", f"{nik(2)},BUDI,17-05-1980,{ONE},15/08/2025"]
    file.write_text("\n".join(["NIK,Nama,Tanggal Lahir,Kode Desa,Mulai Kepesertaan", *said]), "utf-8")
    office.send_file(file)
    assert len(months_of(nik(1))) == 12
    assert months_of(nik(2))[0] == ("2025-08", "utama") and len(months_of(nik(2))) == 5


def test_a_worker_month_is_priced_by_the_law(office):
    office.load(line("utama", 5))
    office.send([worker(1)])
    assert set(CoverMonth.objects.values_list("price_idr", flat=True)) == {16_800}


def test_places_are_given_in_the_order_of_the_rows(office):
    office.load(line("utama", 3))
    report = office.send(workers(1, 5))
    assert (report["landed"], report["waiting"]) == (3, 2)
    assert [nik for nik, state in sorted(state_of().items()) if state == "placed"] == [nik(1), nik(2), nik(3)]


def test_the_poorest_come_first_and_an_unknown_decile_comes_last(office):
    office.load(line("utama", 3))
    office.send([worker(1), worker(2, Desil="4"), worker(3, Desil="1"), worker(4, Desil="4"), worker(5, Desil="3")])
    placed = [nik for nik, state in sorted(state_of().items()) if state == "placed"]
    assert placed == [nik(2), nik(3), nik(5)], "decile 1, 3, and of the two of decile 4 the earlier row"


def test_a_village_fills_its_own_places_and_no_others(office):
    office.load(line("utama", 24, more=shared_out(2)), eligible=[10] * 11)
    own = Quota.objects.get(region=OTHER).places
    report = office.send(workers(1, 9, OTHER))
    assert (report["landed"], report["waiting"]) == (own, 9 - own)
    assert Quota.objects.get(region=ONE).taken == 0
    assert Quota.objects.get(region="32.14.16").taken == own


def test_a_worker_without_a_place_is_not_covered(office):
    office.load(line("utama", 1))
    office.send(workers(1, 2))
    assert months_of(nik(2)) == [] and state_of()[nik(2)] == "waiting"


def test_every_row_is_landed_waits_or_is_refused(office):
    office.load(line("utama", 3), line("csr", 9, kind="csr"))
    office.send(workers(1, 2), "csr")
    report = office.send([*workers(1, 7), worker(8, Nama=""), worker(3)])
    assert (report["rows"], report["landed"], report["waiting"], report["refused"]) == (9, 3, 2, 4)
    assert codes(report) == {
        2: ["already_covered"], 3: ["already_covered"], 9: ["name_missing"], 10: ["duplicate_in_file"],
    }  # fmt: skip


def test_the_kind_of_the_payer_is_named_with_a_worker_who_is_covered(office):
    from payung.intake.models import BatchProblem

    office.load(line("utama", 3), line("csr", 9, kind="csr"))
    office.send([worker(1)], "csr")
    office.send([worker(1)])
    assert list(BatchProblem.objects.values_list("sheet_row", "code", "payer_kind")) == [(2, "already_covered", "csr")]


def test_terms_that_do_not_meet_may_follow_each_other(office):
    office.load(line("utama", 3, months=1), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    office.send([worker(1)])
    assert office.send([worker(1)], "csr")["landed"] == 1
    assert months_of(nik(1)) == [("2025-11", "utama"), ("2025-12", "csr"), ("2026-01", "csr")]


def test_one_month_in_common_is_enough_to_be_covered_already(office):
    office.load(line("utama", 3), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    office.send([worker(1)])
    assert codes(office.send([worker(1)], "csr")) == {2: ["already_covered"]}


def test_a_worker_covered_by_nobody_moves_to_the_village_that_proposes_now(office):
    office.load(line("utama", 3, months=1), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    office.send([worker(1, ONE)])
    office.send([worker(1, OTHER)], "csr", area=OTHER, on=date(2025, 12, 1))
    person = Person.objects.get()
    assert person.village == OTHER
    assert list(CoverMonth.objects.order_by("month").values_list("village", flat=True)) == [ONE, OTHER, OTHER]


def test_a_number_under_another_name_takes_nobody_over_from_elsewhere(office):
    """A clerk who guessed a number learns nothing about whoever it belongs to, and changes nothing."""
    office.load(line("utama", 3, months=1), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    office.send([worker(1, ONE)])
    taken = [worker(1, OTHER, **{"Nama": "ORANG LAIN", "No HP": "081299998888"}), worker(2, OTHER)]
    report = office.send(taken, "csr", area=OTHER, on=date(2025, 12, 1))
    assert codes(report) == {2: ["other_name"]} and (report["landed"], report["refused"]) == (1, 1)
    known = Person.objects.values_list("name", "phone", "village").get(nik=nik(1))
    assert known == ("PEKERJA 1", "081212340001", ONE)


def died(number, village=ONE):
    """A worker who was covered and has died."""
    return Person.objects.filter(nik=nik(number), village=village).update(died_on=date(2025, 11, 20))


def test_whoever_is_noted_as_dead_gets_no_place_and_no_cover_and_every_row_is_accounted_for(office):
    office.load(line("utama", 9, months=1), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    office.send(workers(1, 2))
    assert died(1)
    before = Person.objects.values().get(nik=nik(1))
    report = office.send([worker(1, Desil="1", Nama="PEKERJA LAIN"), *workers(2, 3)], "csr", on=date(2025, 12, 1))
    assert codes(report) == {2: ["died"]}
    assert (report["rows"], report["landed"], report["waiting"], report["refused"]) == (3, 2, 0, 1)
    assert state_of("csr") == {nik(2): "placed", nik(3): "placed"} and Quota.objects.get(line__code="csr").taken == 2
    assert months_of(nik(1)) == [("2025-11", "utama")]
    assert Person.objects.values().get(nik=nik(1)) == before


def test_the_dead_of_another_area_are_neither_moved_nor_enrolled(office):
    office.load(line("utama", 3, months=1), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    office.send([worker(1, ONE)])
    assert died(1)
    report = office.send([worker(1, OTHER)], "csr", area=OTHER, on=date(2025, 12, 1))
    assert codes(report) == {2: ["died"]} and Person.objects.get().village == ONE and state_of("csr") == {}


def test_a_number_of_the_dead_under_another_name_tells_nothing_of_them(office):
    office.load(line("utama", 3, months=1), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    office.send([worker(1, ONE)])
    assert died(1)
    report = office.send([worker(1, OTHER, Nama="ORANG LAIN")], "csr", area=OTHER, on=date(2025, 12, 1))
    assert codes(report) == {2: ["other_name"]} and state_of("csr") == {}


def test_only_where_somebody_is_known_the_dead_are_asked_for(office):
    """One new worker is what comes in most: it costs no statement for a death that nobody can have noted."""
    office.load(line("utama", 9, months=1), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    asked = []

    def seen(execute, sql, *more):
        asked.append(sql)
        return execute(sql, *more)

    def said(*rows, **more):
        asked.clear()
        with connection.execute_wrapper(seen):
            office.send(list(rows), **more)
        assert any("known_workers" in each for each in asked)
        return [sum(name in each for each in asked) for name in ("hold_workers", "dead_workers")]

    assert said(worker(1)) == [0, 0]
    assert said(worker(1), worker(2), line="csr", on=date(2025, 12, 1)) == [1, 1]


def test_the_name_is_read_without_signs_and_a_regency_may_mend_it(office):
    office.load(line("utama", 3, months=1), line("csr", 9, kind="csr", first_month="2025-12", months=2))
    office.send([worker(1, ONE, Nama="SITI NUR-HAYATI"), worker(2, ONE)])
    on = date(2025, 12, 1)
    assert codes(office.send([worker(1, OTHER, Nama="Siti Nurhayati")], "csr", area=OTHER, on=on)) == {}
    assert codes(office.send([worker(2, OTHER, Nama="ORANG LAIN")], "csr", area="32.14", on=on)) == {}
    assert set(Person.objects.values_list("village", flat=True)) == {OTHER}


def test_a_worker_covered_elsewhere_stays_there_and_keeps_what_is_known(office):
    office.load(line("utama", 3), line("csr", 9, kind="csr"))
    office.send([worker(1, ONE)])
    report = office.send([worker(1, OTHER, Nama="ORANG LAIN")], "csr", area=OTHER)
    assert codes(report) == {2: ["already_covered"]}
    assert (Person.objects.get().village, Person.objects.get().name) == (ONE, "PEKERJA 1")


def test_a_second_payers_list_changes_nothing_of_whoever_is_covered_already(office):
    office.load(line("utama", 3), line("csr", 9, kind="csr"))
    office.send([worker(1)])
    office.send([worker(1, OTHER, **{"Nama": "ORANG LAIN", "No HP": "081299998888"})], "csr")
    assert Person.objects.values_list("name", "phone", "village").get() == ("PEKERJA 1", "081212340001", ONE)


def test_a_clerk_proposes_for_no_other_village(office):
    office.load(line("utama", 3))
    report = office.send([worker(1, OTHER), worker(2, ONE)], area=ONE)
    assert codes(report) == {2: ["village_outside_area"]} and report["landed"] == 1


def test_the_same_list_again_changes_nothing(office, tmp_path):
    office.load(line("utama", 3))
    file_rows = [*workers(1, 5), worker(6, Nama="")]
    first = office.send(file_rows)
    before = (state_of(), list(Quota.objects.values_list()), CoverMonth.objects.count())
    assert office.send_file(tmp_path / "1.csv") == first
    assert (state_of(), list(Quota.objects.values_list()), CoverMonth.objects.count()) == before


def test_waiting_workers_sent_again_keep_their_turn(office):
    office.load(line("utama", 1))
    office.send(workers(1, 3))
    turns = list(Enrolment.objects.order_by("id").values_list("batch", "sheet_row"))
    report = office.send([worker(3), worker(2), worker(9)])
    assert (report["landed"], report["waiting"]) == (0, 3)
    assert list(Enrolment.objects.order_by("id").values_list("batch", "sheet_row"))[:3] == turns


def test_a_second_list_in_one_transaction_does_not_see_the_first_ones_rows(office):
    office.load(line("utama", 5))
    office.send([worker(1), worker(2)])
    office.send([worker(3)])
    assert Enrolment.objects.count() == 3 and Quota.objects.get().taken == 3
