"""`payung demo`: the whole model case run once as a real process, and every figure of it that was ever reported."""

import json
from types import SimpleNamespace

import psycopg
import pytest

from tests.content import counts
from tests.installation import CHECKOUT, EXAMPLE, answer, command, fresh_installation, intake

EXPECTED = json.loads((CHECKOUT / "tests" / "cases" / "expected.json").read_text("utf-8"))["files"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """One run of the demo, shared by every test here: what it printed, and the installation that it left."""
    with fresh_installation(tmp_path_factory.mktemp("demo")) as installation:
        done = command(installation, "demo", "--no-serve", "--json")
        assert done.returncode == 0, done.stderr
        yield SimpleNamespace(installation=installation, printed=done.stdout, told=done.stderr)


@pytest.fixture(scope="module")
def result(demo):
    return json.loads(demo.printed)


def sent_again(demo, file, line):
    """The report of a list that the demo has landed: sending it again changes nothing and gives the same report."""
    report = intake(demo.installation, EXAMPLE / file, line)
    assert report["repeated"] is True
    return report


def coverage_after(result, step):
    (found,) = (entry for entry in result["coverage"] if entry["after"] == step)
    return found["covered"], found["eligible"], found["percent"]


def test_standard_output_is_json_alone(demo):
    assert demo.printed.startswith("{") and demo.printed.count("\n") == 1
    assert "Tanjungsari" in demo.told or "usulan-tanjungsari" in demo.told


def test_tanjungsari_has_52_earlier_and_17_new_of_100(result):
    here = result["tanjungsari"]
    assert (here["earlier"], here["new"], here["target"]) == (52, 17, 100)


def test_the_regency_gave_19_800_places_and_not_one_more(result):
    assert result["lines"]["kab-2025"] == {"kind": "apbd-kab", "places": 19_800, "taken": 19_800, "waiting": 1_610}


def test_nobody_is_lost_between_the_lists_and_the_places(result):
    fit = EXPECTED["usulan-tanjungsari.xlsx"]["landed"] + EXPECTED["usulan-purwakarta.csv"]["fit_for_a_place"]
    assert fit == result["lines"]["kab-2025"]["taken"] + result["lines"]["kab-2025"]["waiting"]


def test_the_sponsor_pays_for_300(result):
    sponsor = result["lines"]["csr-taekwang"]
    assert (sponsor["kind"], sponsor["places"], sponsor["taken"]) == ("csr", 300, 300)


def test_the_earlier_participants_hold_52_places(result):
    assert result["lines"]["lama-tanjungsari"] == {"kind": "apbdes", "places": 52, "taken": 52, "waiting": 0}


def test_the_heir_of_the_worker_who_died_received_42_million(result):
    claim = result["claim"]
    assert (claim["state"], claim["paid_idr"], claim["heir"]) == ("paid", 42_000_000, "DADANG SETIAWAN")


def test_the_claim_was_reported_assessed_and_approved_by_three_different_people(demo, result):
    told = answer(demo.installation, "claim", "show", result["claim"]["number"])
    assert [(step["to_state"], step["by"]) for step in told["steps"]] == [
        ("reported", "demo-tanjungsari"), ("complete", "demo-klaim"), ("assessed", "demo-klaim"),
        ("approved", "demo-penyetuju"), ("paid", "demo-klaim"),
    ]  # fmt: skip
    assert told["covered"]["months_paid"] == 12 and told["missing"] == [] and len(told["papers"]) == 8
    assert answer(demo.installation, "money", "verify")["well"] is True


def test_the_worker_who_was_hurt_was_treated_on_a_letter_and_the_family_received_70_million(demo, result):
    told = result["accident"]
    assert (told["state"], told["treatment_idr"]) == ("paid", 17_250_000)
    assert (told["death_state"], told["paid_idr"], told["heir"]) == ("paid", 70_000_000, "JAJANG HIDAYAT")
    claim = answer(demo.installation, "claim", "show", told["number"])
    assert claim["accident"]["outcome"] == "death" and claim["accident"]["letters"][0]["number"] == told["letter"]


def test_the_children_were_paid_two_years_each_and_the_third_waits_for_other_eyes(demo, result):
    told = result["scholarship"]
    assert (told["state"], told["children"], told["scholarship_idr"]) == ("paid", 2, 2 * 2_000_000 + 2 * 1_500_000)
    assert told["paid_idr"] == 70_000_000 + told["scholarship_idr"]
    children = answer(demo.installation, "claim", "scholarship", "show", told["number"])
    assert [[year["state"] for year in each["years"][:4]] for each in children] == [
        ["paid", "paid", "proven", "planned"]
    ] * 2


def test_coverage_was_65_percent_before(result):
    assert coverage_after(result, "before") == (257_400, 396_000, 65.0)


def test_coverage_is_70_percent_after_the_regency(result):
    assert coverage_after(result, "kab-2025") == (277_200, 396_000, 70.0)


def test_coverage_is_70_1_percent_after_the_sponsor(result):
    assert coverage_after(result, "csr-taekwang") == (277_500, 396_000, 70.1)


def test_the_three_steps_of_coverage_come_in_their_order(result):
    assert [step["after"] for step in result["coverage"]] == ["before", "kab-2025", "csr-taekwang"]


def test_the_command_coverage_says_the_same_afterwards(demo):
    told = answer(demo.installation, "coverage", "32.14", "--on", "2025-11-21")
    assert (told["covered"], told["eligible"], told["percent"]) == (277_500, 396_000, 70.1)


def test_the_52_earlier_participants_are_covered_since_january(demo):
    report = sent_again(demo, "peserta-lama-tanjungsari.csv", "lama-tanjungsari")
    assert (report["rows"], report["landed"]) == (52, 52)
    with psycopg.connect(demo.installation.owner_url) as db:
        since = db.execute("""SELECT count(*), count(DISTINCT person_id), min(month)::text
            FROM cover_month JOIN funding_line l ON l.id = line_id WHERE code = 'lama-tanjungsari'""")
        assert since.fetchone() == (624, 52, "2025-01-01")


def test_every_row_of_the_village_workbook_gets_what_it_must(demo):
    expected = EXPECTED["usulan-tanjungsari.xlsx"]
    report = sent_again(demo, "usulan-tanjungsari.xlsx", "kab-2025")
    told = [row for row in expected["by_row"] if row["problems"] or row["warnings"]]
    assert report["by_row"] == told
    assert (report["rows"], report["landed"], report["refused"]) == (expected["rows"], expected["landed"], 7)


def test_the_regency_list_is_told_by_code(demo):
    expected = EXPECTED["usulan-purwakarta.csv"]
    report = sent_again(demo, "usulan-purwakarta.csv", "kab-2025")
    assert report["problems"] == expected["problems"]
    assert report["warnings"] == expected["warnings"]
    assert report["rows"] == expected["rows"]
    assert report["landed"] + report["waiting"] == expected["fit_for_a_place"]


def test_the_regency_list_fills_what_tanjungsari_left(demo):
    with psycopg.connect(demo.installation.owner_url) as db:
        elsewhere = db.execute("""SELECT count(*) FROM enrolment JOIN funding_line l ON l.id = line_id
            WHERE state = 'placed' AND code = 'kab-2025' AND village <> '32.14.16.2005'""").fetchone()
    assert elsewhere == (EXPECTED["usulan-purwakarta.csv"]["placed_with_19800_places_after_tanjungsari"],)


def placed_by_the_regency_among(db, batch):
    """How many workers of a batch's list hold a place on the regency's line."""
    covered = "SELECT count(*) FROM batch_problem WHERE batch_id = %s AND code = 'already_covered' AND payer_kind = 'apbd-kab'"
    return db.execute(covered, [batch]).fetchone()[0]


def test_300_of_the_sponsors_312_land_and_whoever_the_regency_placed_is_refused(demo):
    report = sent_again(demo, "csr-taekwang.xlsx", "csr-taekwang")
    with psycopg.connect(demo.installation.owner_url) as db:
        covered = placed_by_the_regency_among(db, report["batch"])
    shared = EXPECTED["csr-taekwang.xlsx"]["of_them_also_in_the_regency_list"]
    assert (report["rows"], report["landed"], report["problems"]) == (312, 300, {"already_covered": covered})
    assert report["waiting"] == shared - covered, "whom the regency left waiting queues behind the sponsor's 300"


def test_tanjungsaris_unused_places_went_to_other_villages_and_were_recorded(demo):
    with psycopg.connect(demo.installation.owner_url) as db:
        quota = db.execute("SELECT places, taken FROM quota JOIN funding_line l ON l.id = line_id"
                           " WHERE code = 'kab-2025' AND quota.region = '32.14.16.2005'").fetchone()  # fmt: skip
        left = "SELECT sum(places), bool_and(to_region <> from_region) FROM place_release WHERE from_region = '32.14.16.2005'"
        moved, elsewhere = db.execute(left).fetchone()
    assert quota == (17, 17) and moved >= 83 and elsewhere


def test_the_villages_places_still_add_up_to_the_hard_limit(demo):
    with psycopg.connect(demo.installation.owner_url) as db:
        rows = db.execute("SELECT length(quota.region) = 13, sum(places), sum(taken) FROM quota JOIN funding_line l"
                          " ON l.id = line_id WHERE code = 'kab-2025' GROUP BY 1").fetchall()  # fmt: skip
    assert sorted(rows) == [(False, 19_800, 19_800), (True, 19_800, 19_800)]


def test_no_worker_month_has_two_payers_and_each_costs_16_800(demo):
    with psycopg.connect(demo.installation.owner_url) as db:
        paid = db.execute("SELECT count(*), count(DISTINCT (month, person_id)), min(price_idr), max(price_idr)"
                          " FROM cover_month").fetchone()  # fmt: skip
    assert paid == (40_824, 40_824, 16_800, 16_800)


def test_there_are_sheets_of_cards_for_every_placed_worker(demo):
    for line, cards in (("kab-2025", 19_800), ("csr-taekwang", 300)):
        assert (demo.installation.folder / "cards" / f"{line}.pdf").stat().st_size > 100 * cards
    with psycopg.connect(demo.installation.owner_url) as db:
        assert db.execute("SELECT count(*) FROM card").fetchone() == (20_100,)


def test_the_doctor_finds_nothing_wrong_afterwards(demo):
    assert answer(demo.installation, "doctor")["well"] is True


def test_a_second_run_says_the_same_and_changes_nothing(demo, result):
    before = counts(demo.installation.owner_url)
    assert answer(demo.installation, "demo", "--no-serve") == result
    assert counts(demo.installation.owner_url) == before
