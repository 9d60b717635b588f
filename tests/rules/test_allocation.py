"""Places shared out over villages always add up, every village gets at least its base, and the table tells why, to the place."""

from fractions import Fraction

import pytest
from apportionment.methods import compute
from hypothesis import assume, given
from hypothesis import strategies as some

from payung.rules.allocation import METHODS, Pot, base_up_to, pots, share
from payung.units.refusal import Refused

WEIGHTS = some.lists(some.integers(0, 9_000), min_size=1, max_size=60)
METHOD = some.sampled_from(sorted(METHODS))


LIBRARY = {"largest-remainder": "largest_remainder", "sainte-lague": "saintelague"}


@given(base=some.integers(0, 50), rest=some.integers(0, 500), weights=WEIGHTS, method=METHOD)
def test_the_shares_add_up_to_the_places_and_none_is_below_the_base(base, rest, weights, method):
    weights[0] += 1
    places = base * len(weights) + rest
    shares = share(places, bases=[base] * len(weights), weights=weights, method=method)
    assert sum(each.places for each in shares) == places and sum(each.claim for each in shares) == rest
    assert min(each.extra for each in shares) >= 0 and len(shares) == len(weights)


@given(weights=some.lists(some.integers(1, 9_000), min_size=2, max_size=40), rest=some.integers(0, 400))
def test_nobody_is_more_than_a_place_away_from_the_exact_share(weights, rest):
    shares = share(rest, bases=[0] * len(weights), weights=weights, method="largest-remainder")
    assert all(abs(each.extra - each.claim) < 1 for each in shares)


def judged_by(each, method):
    """What the last place of a village was judged by, and what its next one would have been."""
    if method == "largest-remainder":
        return (each.quotient if each.one_more else None), (None if each.one_more else each.quotient)
    return (Fraction(each.weight, 2 * each.extra - 1) if each.extra else None), each.quotient


@given(rest=some.integers(1, 1_500), weights=WEIGHTS, method=METHOD)
def test_the_library_gives_the_same_wherever_claims_are_not_equal(rest, weights, method):
    weights[0] += 1
    shares = share(rest, bases=[0] * len(weights), weights=weights, method=method)
    had, had_not = zip(*(judged_by(each, method) for each in shares), strict=True)
    last, best_without = (
        min((q for q in had if q is not None), default=1),
        max((q for q in had_not if q is not None), default=0),
    )
    assert last >= best_without, "no village that got none has the better claim"
    assume(last > best_without)
    assert [each.extra for each in shares] == compute(LIBRARY[method], weights, rest, fractions=True, tiesallowed=True)


def test_a_larger_part_comes_before_equal_smaller_ones():
    """The library gives both places to the two that stand first."""
    shares = share(6, bases=[0] * 4, weights=[2, 2, 3, 1], method="largest-remainder")
    assert [each.claim for each in shares] == [Fraction(3, 2), Fraction(3, 2), Fraction(9, 4), Fraction(3, 4)]
    assert [each.extra for each in shares] == [2, 1, 2, 1]


def test_equal_claims_are_settled_by_the_order_of_the_villages():
    shares = share(2, bases=[0, 0, 0], weights=[5, 5, 5], method="largest-remainder")
    assert [each.extra for each in shares] == [1, 1, 0]


def test_19_800_places_over_192_villages_are_a_hundred_each_and_600_more():
    weights = [2_000 + village for village in range(192)]
    shares = share(19_800, bases=[100] * 192, weights=weights, method="largest-remainder")
    assert sum(each.places for each in shares) == 19_800 and {each.extra for each in shares} <= {2, 3, 4}


def test_the_table_says_what_a_village_may_claim_and_whether_it_got_one_more():
    first, second, third = share(10, bases=[1, 1, 1], weights=[5, 3, 2], method="largest-remainder")
    assert (first.claim, first.extra, first.quotient, first.one_more) == (Fraction(7, 2), 4, Fraction(1, 2), True)
    assert (second.claim, second.extra, second.quotient, second.one_more) == (
        Fraction(21, 10),
        2,
        Fraction(1, 10),
        False,
    )
    assert (third.places, third.quotient, third.one_more) == (2, Fraction(2, 5), False)


def test_by_sainte_lague_the_table_says_by_which_quotient_the_next_place_would_have_been_judged():
    shares = share(7, bases=[0, 0, 0], weights=[53, 24, 23], method="sainte-lague")
    assert [each.extra for each in shares] == [3, 2, 2]
    assert [each.quotient for each in shares] == [Fraction(53, 7), Fraction(24, 5), Fraction(23, 5)]


def test_a_base_up_to_a_target_counts_those_already_covered():
    assert base_up_to(100, [52, 0, 100, 130]) == [48, 100, 0, 0]


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("base_exceeds_places", {"places": 199, "bases": [100, 100], "weights": [1, 1]}),
        ("weights_missing", {"places": 201, "bases": [100, 100], "weights": [0, 0]}),
    ],
)
def test_what_cannot_be_shared_is_refused_by_name(code, asked):
    with pytest.raises(Refused) as refused:
        share(**{"method": "sainte-lague", **asked})
    assert refused.value.code == code


def test_a_village_that_weighs_nothing_gets_the_base_alone():
    shares = share(25, bases=[10, 0], weights=[0, 7], method="sainte-lague")
    assert [(each.places, each.claim) for each in shares] == [(10, 0), (15, 15)]


A, B, C = "32.14.01.2001", "32.14.01.2002", "32.14.02.2001"


def test_a_region_with_a_number_of_its_own_is_taken_out_of_the_one_around_it():
    split = pots("32", 100, {"32.14": 60, "32.14.01": 25}, [A, B, C, "32.15.01.2001"])
    assert split == [Pot("32", 40, ["32.15.01.2001"]), Pot("32.14", 35, [C]), Pot("32.14.01", 25, [A, B])]


def test_regions_that_were_given_more_than_there_is_leave_less_than_nothing():
    (whole, *_rest) = pots("32.14", 30, {"32.14.01": 20, "32.14.02": 11}, [A, B, C])
    assert whole == Pot("32.14", -1, [])


def test_without_such_regions_all_villages_share_the_whole():
    assert pots("32.14", 30, {}, [A, C]) == [Pot("32.14", 30, [A, C])]
