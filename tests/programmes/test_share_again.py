"""A line's places are shared out again by the rule it has, with the count and the proposals of now; nobody loses a place."""

from datetime import date

import pytest

from payung.access.queries import seeing
from payung.funding.queries import line as line_with_code
from payung.programmes.actions.count_workforce import count_workforce
from payung.programmes.actions.share_again import plan_share_again, share_again
from payung.programmes.models import Quota, Sharing
from payung.programmes.queries import miscounted
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.lists import PONDOKSALAM, line, shared_out, workers

A, B = PONDOKSALAM[:2]
LATER = date(2025, 12, 10)
EVEN = [100] * 11


def count(first):
    """A later count, in which the first village has so many eligible workers and every other one a hundred."""
    with seeing(Area(""), by="test"):
        rows = [(each, first if each == A else 100, 0) for each in PONDOKSALAM]
        count_workforce(rows, counted_on=LATER, source="uji")


def again(act=share_again):
    with seeing(Area(""), by="test"):
        return act(line=line_with_code("utama"))


def places():
    return dict(Quota.objects.exclude(region="32.14.16").values_list("region", "places"))


def test_a_new_count_changes_nothing_until_it_is_shared_out_again(office):
    office.load(line("utama", 33, more=shared_out(0)), eligible=EVEN)
    count(1_200)
    office.load(line("utama", 33, more=shared_out(0)), eligible=EVEN)
    assert set(places().values()) == {3}
    planned = again(plan_share_again)
    assert set(places().values()) == {3}, "a plan writes nothing"
    assert again() == planned and planned.counted_on == LATER
    assert places()[A] == 18 and sum(places().values()) == 33
    assert {each.village: each.after for each in planned.changes} == {k: v for k, v in places().items() if v != 3}
    assert Sharing.objects.get().counted_on == LATER and again().changes == []


def test_whoever_has_a_place_keeps_it(office):
    office.load(line("utama", 33, more=shared_out(0)), eligible=EVEN)
    office.send(workers(1, 3, B))
    count(100_000)
    assert again().changes
    kept = Quota.objects.get(region=B)
    assert (kept.places, kept.taken, kept.kept_taken) == (3, 3, True)
    assert sum(places().values()) == 33 and miscounted() == []


def test_new_proposals_count_where_they_are_the_weight(office):
    office.load(line("utama", 22), eligible=EVEN)
    office.send(workers(1, 10, A))
    office.load(line("utama", 22, more=shared_out(0, "proposals")), eligible=EVEN)
    assert places()[A] == 22
    office.send(workers(21, 30, B))
    assert {each.village: each.after for each in again().changes} == {A: 11, B: 11}


def test_a_district_s_own_number_stays(office):
    office.load(line("utama", 33, more=shared_out(0)), region="32.14.16", eligible=EVEN)
    Quota.objects.filter(region="32.14.16").update(places=44)
    again()
    assert Quota.objects.get(region="32.14.16").places == 44 == sum(places().values())


def test_one_pool_is_not_shared_out_again(office):
    office.load(line("utama", 5))
    with pytest.raises(Refused, match="not_shared_out"):
        again()
