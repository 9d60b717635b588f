"""Random histories of a programme in which nothing is ever lost, paid twice or oversold."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.histories import PRICE, Histories
from tests.lists import line, shared_out

MANY = int(os.environ.get("PAYUNG_HISTORIES", "10000"))
# Each part is a transaction of its own: what one history takes back stays in the tables as dead rows until the transaction
# ends, and every later one reads past it.
PARTS = 40


@pytest.fixture
def programme(office):
    eligible = [0, 0, 0, 0, 3, 2, 1, 0, 0, 0, 0]
    office.load(
        line("utama", 4, months=3, more=f"pledge_idr = {9 * PRICE}\n{shared_out(0)}"),
        line("csr", 3, kind="csr", months=3, more=f"pledge_idr = {7 * PRICE}"),
        eligible=eligible,
    )


def run(histories, steps):
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=histories, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink], print_blob=True,
        ),
    )  # fmt: skip


def test_in_a_few_random_histories_everything_adds_up_after_every_step(programme):
    run(20, 8)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_in_ten_thousand_random_histories_everything_adds_up_after_every_step(programme, part):
    run(-(-MANY // PARTS), 8)
