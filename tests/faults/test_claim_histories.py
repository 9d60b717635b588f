"""Random histories of a claim in which nothing is paid without an approval, above it, or twice, and no step is lost."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.claims.cases import covered_since_january
from tests.faults.claim_histories import ClaimHistories

MANY = int(os.environ.get("PAYUNG_CLAIM_HISTORIES", "2000"))


@pytest.fixture
def worker(office, settings, tmp_path):
    settings.PAPER_FOLDER, settings.KEY_FOLDER = tmp_path / "papers", tmp_path / "keys"
    covered_since_january(office)


def run(histories, steps):
    run_state_machine_as_test(
        ClaimHistories,
        settings=settings(
            max_examples=histories, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink], print_blob=True,
        ),
    )  # fmt: skip


def test_in_a_few_random_histories_of_a_claim_everything_is_in_order_after_every_step(worker):
    run(20, 12)


@pytest.mark.slow
def test_in_two_thousand_random_histories_of_a_claim_everything_is_in_order(worker):
    run(MANY, 12)
