"""Places shared out over villages always add up, and every village gets at least the base."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from payung.rules.allocation import METHODS, share
from payung.units.refusal import Refused


@given(
    base=some.integers(0, 50), rest=some.integers(0, 500), weights=some.lists(some.integers(0, 9_000), min_size=1, max_size=60),
    method=some.sampled_from(sorted(METHODS)),
)  # fmt: skip
def test_the_shares_add_up_to_the_places_and_none_is_below_the_base(base, rest, weights, method):
    weights[0] += 1
    places = base * len(weights) + rest
    shares = share(places, base=base, weights=weights, method=method)
    assert sum(shares) == places and min(shares) >= base and len(shares) == len(weights)


@given(weights=some.lists(some.integers(1, 9_000), min_size=2, max_size=40), rest=some.integers(0, 400))
def test_nobody_is_more_than_a_place_away_from_the_exact_share(weights, rest):
    shares = share(rest, base=0, weights=weights, method="largest-remainder")
    assert all(
        abs(got * sum(weights) - rest * weight) < sum(weights) for got, weight in zip(shares, weights, strict=True)
    )


def test_equal_claims_are_settled_by_the_order_of_the_villages():
    assert share(2, base=0, weights=[5, 5, 5], method="largest-remainder") == [1, 1, 0]


def test_19_800_places_over_192_villages_are_a_hundred_each_and_600_more():
    shares = share(19_800, base=100, weights=[2_000 + village for village in range(192)], method="largest-remainder")
    assert sum(shares) == 19_800 and {extra - 100 for extra in shares} <= {2, 3, 4}


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("base_exceeds_places", {"places": 199, "base": 100, "weights": [1, 1]}),
        ("weights_missing", {"places": 201, "base": 100, "weights": [0, 0]}),
    ],
)
def test_what_cannot_be_shared_is_refused_by_name(code, asked):
    with pytest.raises(Refused) as refused:
        share(**asked, method="sainte-lague")
    assert refused.value.code == code


def test_a_village_that_weighs_nothing_gets_the_base_alone():
    assert share(25, base=10, weights=[0, 7], method="sainte-lague") == [10, 15]
