"""`payung price`: what a worker-month costs, with sources, in the keys that scripts rely on."""

import json
import os

import pytest

from tests.warm import payung


def price(**words):
    line = [word for name, value in words.items() for word in (f"--{name}", value)]
    done = payung("price", "--json", *line, environment=dict(os.environ))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def regency():
    return price(payer="apbd-kab", sector="other", month="2025-11", income="1000000")


def test_a_regency_pays_16_800_for_a_farmer(regency):
    assert (regency["jkk_idr"], regency["jkm_idr"], regency["total_idr"]) == (10_000, 6_800, 16_800)


def test_every_figure_names_its_source(regency):
    assert regency["unverified"] == []
    assert all(source["source"] and source["evidence"] and source["from"] for source in regency["sources"])


def test_what_rests_on_an_unverified_value_says_so():
    told = price(payer="csr", sector="transport", month="2026-02", income="1099500")
    assert told["total_idr"] == 8_400 and told["unverified"] == ["contribution/reduction_reaches/csr"]
