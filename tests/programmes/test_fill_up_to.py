"""A base that fills a village up to N counts whoever is covered there already, on every line, each once."""

from datetime import date

import pytest

from payung.access.queries import seeing
from payung.programmes.actions.count_workforce import count_workforce
from payung.programmes.models import Quota, Sharing
from payung.units.region import Area
from tests.lists import PONDOKSALAM, line, shared_out, worker, workers

VILLAGE = PONDOKSALAM[4]
UP_TO_2 = 'quota = { up_to = 2, remainder = "sainte-lague", weight = "eligible" }'
EVEN = [100] * 11


def filling(code, **more):
    """A line that fills every village up to two, with as many places as that takes where nobody is covered, and eleven more."""
    return line(code, 33, more=UP_TO_2, **more)


def told(code, village=VILLAGE):
    quota = Quota.objects.get(line__code=code, region=village)
    return quota.base, (quota.counted, quota.counted_here, quota.others)


def count(covered, on):
    with seeing(Area(""), by="test"):
        count_workforce([(each, 100, covered) for each in PONDOKSALAM], counted_on=on, source="uji")


def test_two_lines_do_not_both_fill_the_same_village(office):
    office.load(filling("utama"), filling("csr", kind="csr"), eligible=EVEN)
    assert told("utama") == (2, (0, 0, 0)) and told("csr") == (0, (0, 0, 2))


def test_seats_on_other_lines_after_the_count_are_covered_already(office):
    pool = line("csr", 9, kind="csr")
    office.load(pool, eligible=EVEN)
    office.send([worker(1, VILLAGE)], "csr")
    office.load(pool, filling("utama"), eligible=EVEN)
    assert told("utama") == (1, (0, 0, 1)) and told("utama", PONDOKSALAM[0])[0] == 2


def test_whom_the_count_holds_already_is_not_counted_twice(office):
    pool = line("csr", 9, kind="csr")
    office.load(pool, eligible=EVEN)
    office.send([worker(1, VILLAGE)], "csr")
    count(1, date(2025, 12, 10))
    office.load(pool, filling("utama"), eligible=EVEN)
    assert told("utama") == (1, (1, 1, 1))


def test_the_line_s_own_seats_are_places_of_it_and_are_not_taken_off(office):
    office.load(line("utama", 33, more=shared_out(3)), eligible=EVEN)
    office.send(workers(1, 2, VILLAGE))
    count(2, date(2025, 12, 10))
    office.load(filling("utama"), eligible=EVEN)
    assert told("utama") == (2, (2, 2, 0)), "the two whom the count found are its own"
    assert Sharing.objects.get(line__code="utama").counted_on == date(2025, 12, 10)


def test_earlier_members_are_those_of_the_count(office):
    earlier = line("lama", 50, more="existing = true")
    office.load(earlier, eligible=EVEN)
    office.send([worker(1, VILLAGE)], "lama")
    count(1, date(2025, 12, 10))
    office.load(earlier, filling("utama"), eligible=EVEN)
    assert told("utama") == (1, (1, 0, 0))


def test_a_line_of_other_months_covers_nobody_in_these(office):
    office.load(line("utama", 33, more=shared_out(3)), eligible=EVEN)
    office.send([worker(1, VILLAGE)])
    count(1, date(2025, 12, 10))
    office.load(line("utama", 33, more=shared_out(3)), filling("lanjut", first_month="2026-01"), eligible=EVEN)
    assert told("lanjut") == (2, (1, 1, 0)), "its place is for going on"


@pytest.mark.parametrize("covered", [2, 5])
def test_a_village_that_is_full_already_has_no_base(office, covered):
    office.load(line("csr", 9, kind="csr"), eligible=EVEN)
    count(covered, date(2025, 12, 10))
    office.load(filling("utama"), eligible=EVEN)
    assert told("utama") == (0, (covered, 0, 0))
