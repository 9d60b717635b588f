"""Care at home is given back for a year from its first day; a bill beyond it is refused where it is entered."""

from datetime import date

import pytest

from payung.claims.actions.enter_cost import remove_cost
from payung.claims.models import AccidentCost
from payung.claims.queries.accident import accident_of
from payung.claims.queries.entitled import accident_answer, cover_of
from payung.rules.accident import months_of_care
from payung.rules.law import law
from tests.claims.accidents import hurt, spent
from tests.claims.test_clock import code_of

FIRST = date(2025, 12, 15)


@pytest.mark.parametrize(("days", "months"), [
    ([], 0), ([FIRST], 1), ([date(2026, 1, 14), FIRST], 1), ([FIRST, date(2026, 1, 15)], 2),
    ([FIRST, date(2026, 12, 14)], 12), ([FIRST, date(2026, 12, 15)], 13), ([date(2026, 1, 31), date(2026, 2, 28)], 1),
])  # fmt: skip
def test_months_of_care_are_counted_from_the_first_day(days, months):
    assert months_of_care(days) == months


def test_a_year_of_care_touches_thirteen_months_and_the_day_after_it_is_refused(worker_):
    claim = hurt(worker_)
    spent(claim, "homecare", 1_000_000, on=FIRST)
    last = spent(claim, "homecare", 2_000_000, on=date(2026, 12, 14))
    answer = accident_answer(law(), claim, accident_of(claim), cover_of(claim))
    assert [item.amount_idr for item in answer.items if item.code == "homecare"] == [3_000_000]
    beyond = {"claim": claim, "kind": "homecare", "amount_idr": 1, "on": date(2026, 12, 15)}
    assert code_of(spent, **beyond) == "homecare_too_long"
    assert code_of(spent, **beyond | {"on": date(2025, 12, 13)}) == "homecare_too_long"  # an earlier first day
    spent(claim, "glasses", 1_000, on=date(2026, 12, 15))  # care at home alone has a year
    remove_cost(number=claim.number, cost_id=last.pk, why="keliru")
    spent(claim, "homecare", 1, on=date(2026, 12, 14))
    assert AccidentCost.objects.filter(removed_why="").count() == 3
