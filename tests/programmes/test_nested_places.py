"""A district or a regency may have a number of its own: its villages share that, nobody takes more, nothing leaves it."""

import pytest

from payung.programmes.models import PlaceRelease, Quota, Sharing, Workforce
from payung.programmes.queries import miscounted
from payung.units.refusal import Refused
from tests.lists import line, nik, workers
from tests.sending import state_of

REGENCY, DISTRICT = "32.14", "32.14.16"
TANJUNGSARI, SECOND, FAR = "32.14.16.2005", "32.14.16.2006", "32.14.02.2001"


def rule(**said):
    parts = {"base": "0", "remainder": '"sainte-lague"', "weight": '"eligible"', **said}
    return "quota = { " + ", ".join(f"{key} = {value}" for key, value in parts.items()) + " }"


def programme(places, quota, *, region=REGENCY):
    """A programme of a whole regency whose villages were all counted alike."""
    return (
        f'code = "uji"\nname = "Program uji"\nregion = "{region}"\nvillage_target = 100\n[package]\nincome_idr = 1_000_000\n'
        '[workforce]\nfile = "pekerja.csv"\ncounted_on = 2025-11-20\nsource = "uji"\n'
        + line("utama", places, more=quota)
    )


@pytest.fixture
def loaded(office, tmp_path):
    """Gives a function that loads such a programme; every village has a hundred eligible workers, so many of them covered."""
    from payung.access.queries import seeing
    from payung.programmes.actions.load.write import load_programme
    from payung.regions import queries as regions
    from payung.rules.law import law
    from payung.units.region import Area

    def load(places, quota, *, region=REGENCY, covered=0):
        with seeing(Area(""), by="test"):
            villages = regions.villages(Area(region)).values_list("code", flat=True)
            rows = ["kode,pekerja,peserta", *(f"{village},100,{covered}" for village in villages)]
            (tmp_path / "pekerja.csv").write_text("\n".join(rows) + "\n", "utf-8")
            file = tmp_path / "p.toml"
            file.write_text(programme(places, quota, region=region), "utf-8")
            return load_programme(file, law=law())

    return load


def places():
    return dict(Quota.objects.values_list("region", "places"))


def taken():
    return {q.region: q.taken for q in Quota.objects.filter(taken__gt=0)}


def below(code):
    return {region: number for region, number in places().items() if len(region) == 13 and region.startswith(code)}


def problems(loaded):
    return [(problem.code, problem.where) for problem in loaded.problems]


def test_a_district_with_a_number_of_its_own_shares_out_exactly_that(loaded):
    assert not loaded(1_000, rule(regions=f'{{ "{DISTRICT}" = 55 }}')).problems
    assert places()[REGENCY] == 1_000 and places()[DISTRICT] == 55 == sum(below(DISTRICT).values())
    assert sum(below(REGENCY).values()) == 1_000 and set(below(DISTRICT).values()) == {5}


def test_four_levels_each_hold_and_a_worker_counts_at_all_of_them(office, loaded):
    regions = f'{{ "{REGENCY}" = 22, "{DISTRICT}" = 11 }}'
    assert not loaded(40_000, rule(regions=regions), region="32").problems
    office.send(workers(1, 3, TANJUNGSARI))
    assert taken() == {"32": 1, REGENCY: 1, DISTRICT: 1, TANJUNGSARI: 1} and miscounted() == []


@pytest.mark.parametrize("tight", [REGENCY, DISTRICT, TANJUNGSARI])
def test_the_tightest_level_decides_and_the_first_in_the_list_come_first(office, loaded, tight):
    loaded(1_920, rule(base="10", regions=f'{{ "{DISTRICT}" = 110 }}'))
    Quota.objects.filter(region=tight).update(places=2)
    report = office.send(workers(1, 5, TANJUNGSARI))
    assert (report["landed"], report["waiting"]) == (2, 3) and miscounted() == []
    assert [number for number, state in sorted(state_of().items()) if state == "placed"] == [nik(1), nik(2)]


def test_what_a_district_lacks_other_districts_still_get(office, loaded):
    loaded(1_920, rule(base="10", regions=f'{{ "{DISTRICT}" = 110 }}'))
    Quota.objects.filter(region=DISTRICT).update(places=3)
    office.send([*workers(1, 4, TANJUNGSARI), *workers(11, 14, SECOND), *workers(21, 24, FAR)])
    assert taken() == {REGENCY: 7, DISTRICT: 3, TANJUNGSARI: 3, FAR: 4}


def test_a_place_that_is_not_used_stays_in_its_district(office, loaded):
    loaded(1_920, rule(base="10", regions=f'{{ "{DISTRICT}" = 110 }}'))
    office.send([*workers(1, 13, TANJUNGSARI), *workers(21, 32, FAR)])
    Quota.objects.filter(region__startswith=f"{DISTRICT}.").exclude(region=TANJUNGSARI).update(places=0)
    Quota.objects.filter(region=SECOND).update(places=2)
    assert office.release() == 4, (
        "two inside the district, and the two of the far village inside what is left of the regency"
    )
    moves = set(PlaceRelease.objects.values_list("from_region", "to_region", "places"))
    assert (SECOND, TANJUNGSARI, 2) in moves and {to for _from, to, _n in moves} == {TANJUNGSARI, FAR}
    assert all(giving.startswith(DISTRICT) == taking.startswith(DISTRICT) for giving, taking, _number in moves)
    assert miscounted() == []


def test_a_release_stops_where_a_level_above_is_full(office, loaded):
    loaded(1_920, rule(base="10", regions=f'{{ "{DISTRICT}" = 110 }}'))
    office.send(workers(1, 13, TANJUNGSARI))
    Quota.objects.filter(region=DISTRICT).update(places=11)
    assert office.release() == 1 and taken()[DISTRICT] == 11
    assert len([state for state in state_of().values() if state == "placed"]) == 11


WRONG = [
    ('{ "32.14.99" = 5 }', "quota_region_unknown", "lines[1].quota.regions.32.14.99"),
    ('{ "33.01" = 5 }', "quota_region_unknown", "lines[1].quota.regions.33.01"),
    ('{ "32.14" = 5 }', "quota_region_unknown", "lines[1].quota.regions.32.14"),
    ('{ "32.14.16" = 1001 }', "quota_regions_exceed", "lines[1].quota"),
    ('{ "32.14.16" = 600, "32.14.01" = 401 }', "quota_regions_exceed", "lines[1].quota"),
    ('{ "32.14.16" = 10 }', "base_exceeds_places", "lines[1].quota.regions.32.14.16"),
    ('{ "32.14.16" = 900 }', "base_exceeds_places", "lines[1].quota.base"),
    ('{ "32.14.16.2005" = 5 }', "file_wrong_value", "lines[1].quota.regions.32.14.16.2005.[key]"),
]  # fmt: skip


@pytest.mark.parametrize(("regions", "code", "where"), WRONG)
def test_numbers_that_do_not_fit_are_named(loaded, regions, code, where):
    assert (code, where) in problems(loaded(1_000, rule(base="1", regions=regions)))
    assert not Quota.objects.exists()


def test_every_number_that_does_not_fit_is_named_at_once(loaded):
    found = problems(loaded(1_000, rule(base="1", regions='{ "32.14.99" = 5, "32.14.16" = 10, "32.14.01" = 999 }')))
    assert {code for code, _where in found} == {"quota_region_unknown", "quota_regions_exceed", "base_exceeds_places"}


def test_places_that_no_village_is_left_to_take_are_a_mistake(loaded):
    found = problems(loaded(100, rule(regions='{ "32.14.16.2005" = 1 }'), region=DISTRICT))
    assert found[0][0] == "file_wrong_value"
    whole = ", ".join(f'"32.14.{number:02d}" = 10' for number in range(1, 18))
    assert ("quota_regions_leave_places", "lines[1].quota") in problems(loaded(171, rule(regions=f"{{ {whole} }}")))
    assert not loaded(170, rule(regions=f"{{ {whole} }}")).problems


@pytest.mark.parametrize("both", [{"base": "1", "up_to": "100"}, {}])
def test_a_base_is_a_number_or_a_target_and_not_both(loaded, both):
    said = rule(**both) if both else 'quota = { remainder = "sainte-lague", weight = "eligible" }'
    assert ("file_wrong_value", "lines[1].quota") in problems(loaded(1_000, said))


def test_a_base_up_to_a_target_gives_what_is_missing_to_it(loaded):
    said = rule(up_to="100", weight='"uncovered"').replace("base = 0, ", "")
    assert not loaded(1_920, said, covered=91).problems
    shares = set(Quota.objects.filter(line__code="utama", region__startswith="32.14.16.").values_list("base", "extra"))
    assert shares == {(9, 1)}
    assert Sharing.objects.values_list("base", "up_to", "method", "weight").get() == (
        None,
        100,
        "sainte-lague",
        "uncovered",
    )


def test_a_village_keeps_what_is_taken_and_the_others_share_what_is_left(office, loaded):
    loaded(1_920, rule(base="10"))
    office.send(workers(1, 10, TANJUNGSARI))
    assert not loaded(1_000, rule(base="0")).problems
    kept = Quota.objects.get(line__code="utama", region=TANJUNGSARI)
    assert (kept.places, kept.taken, kept.base, kept.extra, kept.kept_taken) == (10, 10, 10, 0, True)
    assert sum(below(REGENCY).values()) == 1_000 and miscounted() == []
    assert set(state_of().values()) == {"placed"}


def test_where_the_sum_is_too_small_for_that_it_is_refused_and_the_villages_are_named(office, loaded):
    loaded(1_920, rule(base="10"))
    office.send([*workers(1, 10, TANJUNGSARI), *workers(21, 30, FAR)])
    with pytest.raises(Refused) as refused:
        loaded(192 * 5, rule(base="5"))
    assert (refused.value.code, refused.value.facts["regions"]) == ("places_below_taken", f"{FAR}, {TANJUNGSARI}")
    assert places()[TANJUNGSARI] == 10


def test_a_pool_that_is_shared_out_later_counts_whoever_has_a_place(office, loaded):
    loaded(1_920, "")
    office.send(workers(1, 3, TANJUNGSARI))
    assert not loaded(1_920, rule(base="10", regions=f'{{ "{DISTRICT}" = 110 }}')).problems
    assert taken() == {REGENCY: 3, DISTRICT: 3, TANJUNGSARI: 3} and miscounted() == []


def test_a_level_that_is_dropped_limits_nobody_any_more(office, loaded):
    loaded(1_920, rule(base="10", regions=f'{{ "{DISTRICT}" = 110 }}'))
    office.send(workers(1, 3, TANJUNGSARI))
    assert not loaded(1_920, "").problems
    assert taken() == {REGENCY: 3} and not Sharing.objects.exists()


def test_places_may_be_weighed_by_who_was_proposed(office, loaded):
    loaded(40, "")
    office.send([*workers(1, 30, TANJUNGSARI), *workers(41, 50, FAR)])
    assert not loaded(60, rule(weight='"proposals"')).problems
    assert (places()[TANJUNGSARI], places()[FAR]) == (45, 15) and Workforce.objects.exists()
