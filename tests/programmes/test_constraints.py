"""Programmes, workforce counts, quotas and releases keep what must be true of them."""

import psycopg
import pytest

from tests.roles import NEIGHBOUR, NOVEMBER, TANJUNGSARI, a_line, a_programme, as_app, breaks, put, see

COUNT = {"village": TANJUNGSARI, "counted_on": NOVEMBER, "eligible": 10, "covered": 5, "source": "x"}
RELEASE = {
    "from_region": TANJUNGSARI,
    "to_region": NEIGHBOUR,
    "places": 1,
    "released_on": NOVEMBER,
    "by": "x",
    "rule": "x",
}


@pytest.fixture
def db():
    with as_app() as db:
        a_programme(db)
        a_line(db)
        yield db


def a_quota(db, **changes):
    line = db.execute("SELECT id FROM funding_line WHERE code = 'l'").fetchone()[0]
    return put(db, "quota", **{"line_id": line, "region": TANJUNGSARI, "places": 3, "taken": 0, **changes})


@pytest.mark.parametrize("decile", [0, 11])
def test_a_decile_is_1_to_10(db, decile):
    with breaks(db, "programme_decile_is_1_to_10"):
        a_programme(db, code="q", decile_at_most=decile)


def test_a_village_target_is_positive(db):
    with breaks(db, "programme_target_is_positive"):
        a_programme(db, code="q", village_target=0)


def test_a_village_is_counted_once_a_day(db):
    put(db, "workforce", **COUNT)
    with breaks(db, "workforce_is_counted_once_a_day"):
        put(db, "workforce", **COUNT)


def test_no_more_are_covered_than_there_are(db):
    with breaks(db, "workforce_covers_at_most_everyone"):
        put(db, "workforce", **{**COUNT, "covered": 11})


def test_a_count_is_of_a_known_village(db):
    with breaks(db, "workforce_lies_in_a_known_village"):
        put(db, "workforce", **{**COUNT, "village": "32.14.16.9999"})


def test_a_line_has_one_quota_a_region(db):
    a_quota(db)
    with breaks(db, "quota_is_one_per_line_and_region"):
        a_quota(db)


def test_a_quota_is_never_oversold_by_a_row_nor_by_an_update(db):
    with breaks(db, "quota_is_never_oversold"):
        a_quota(db, taken=4)
    quota = a_quota(db, taken=3)
    with breaks(db, "quota_is_never_oversold"):
        db.execute("UPDATE quota SET taken = taken + 1 WHERE id = %s", [quota])


def test_places_given_away_cannot_be_taken_from_under_their_holders(db):
    quota = a_quota(db, taken=3)
    with breaks(db, "quota_is_never_oversold"):
        db.execute("UPDATE quota SET places = 2 WHERE id = %s", [quota])


def test_a_release_moves_at_least_one_place_and_goes_elsewhere(db):
    line = db.execute("SELECT id FROM funding_line").fetchone()[0]
    with breaks(db, "release_moves_at_least_one_place"):
        put(db, "place_release", line_id=line, **{**RELEASE, "places": 0})
    with breaks(db, "release_goes_elsewhere"):
        put(db, "place_release", line_id=line, **{**RELEASE, "to_region": TANJUNGSARI})


def test_a_village_tells_its_share_whole_or_not_at_all(db):
    a_quota(db, base=1, weight=5, extra=2)
    with breaks(db, "quota_tells_its_share_whole_or_not_at_all"):
        a_quota(db, region=NEIGHBOUR, base=1)


def test_a_village_tells_whom_its_base_counts_whole_or_not_at_all(db):
    a_quota(db, counted=52, counted_here=0, others=17)
    with breaks(db, "quota_tells_whom_it_counts_whole_or_not_at_all"):
        a_quota(db, region=NEIGHBOUR, counted=52)


SHARING = {"region": "32.14", "base": 1, "method": "sainte-lague", "weight": "eligible"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"base": None}, "sharing_has_one_kind_of_base"),
        ({"up_to": 100}, "sharing_has_one_kind_of_base"),
        ({"method": "by-hand"}, "sharing_method_is_known"),
        ({"weight": "votes"}, "sharing_weight_is_known"),
    ],
)
def test_a_sharing_is_by_one_kind_of_base_a_known_method_and_a_known_weight(db, wrong, sentence):
    line = db.execute("SELECT id FROM funding_line").fetchone()[0]
    with breaks(db, sentence):
        db.execute("INSERT INTO sharing (line_id, region, base, up_to, method, weight) VALUES (%(line)s, %(region)s, %(base)s,"
                   " %(up_to)s, %(method)s, %(weight)s)", {"line": line, "up_to": None, **SHARING, **wrong})  # fmt: skip


def test_whoever_lies_below_takes_from_a_quota_and_drops_none():
    with as_app() as db:
        a_programme(db)
        a_line(db)
        a_quota(db, region="32.14", places=5)
        see(db, TANJUNGSARI)
        assert db.execute("UPDATE quota SET taken = 1").rowcount == 1
        line = db.execute("SELECT id FROM funding_line").fetchone()[0]
        assert db.execute("SELECT drop_quotas(%s, '{}')", [line]).fetchone() == (0,)
        see(db, "32.14")
        assert db.execute("SELECT drop_quotas(%s, '{}')", [line]).fetchone() == (1,)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"seed": "1234567"}, "waiting_rule_has_a_seed"), ({"hold_days": 366}, "waiting_rule_holds_a_year_at_most")],
)
def test_a_waiting_rule_has_a_seed_and_holds_a_year_at_most(db, wrong, sentence):
    line = db.execute("SELECT id FROM funding_line").fetchone()[0]
    with breaks(db, sentence):
        db.execute("INSERT INTO waiting_rule (line_id, region, seed, hold_days)"
                   " VALUES (%(line)s, '32.14', %(seed)s, %(hold_days)s)",
                   {"line": line, "seed": "12345678", "hold_days": 0, **wrong})  # fmt: skip


def test_the_seed_of_a_lot_is_not_drawn_again(db):
    line = db.execute("SELECT id FROM funding_line").fetchone()[0]
    db.execute("INSERT INTO waiting_rule (line_id, region, seed) VALUES (%s, '32.14', 'pertama!')", [line])
    db.execute("UPDATE waiting_rule SET hold_days = 7")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute("UPDATE waiting_rule SET seed = 'kedua!!!'")
