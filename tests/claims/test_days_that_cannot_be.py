"""Days between which a claim can be made: five years from an accident, also for a death that came of it; none after a death."""

from datetime import date, datetime

import pytest

from payung.claims.models import Claim
from payung.people.actions.note_death import note_death
from tests.claims.accidents import computed, died, hurt, spent, stated
from tests.claims.cases import DIED_ON, ON, decided, reported
from tests.claims.test_clock import code_of

# The last day on which what happened on 24 November 2025 can be claimed, and the one after it.
LAST, TOO_LATE = date(2030, 11, 24), date(2030, 11, 25)


@pytest.mark.parametrize(("on", "code"), [(LAST, None), (TOO_LATE, "claim_too_late")])
def test_a_death_at_work_is_told_within_five_years(worker_, on, code):
    given = {"person": worker_, "cause": "work", "on": on}
    if code:
        assert code_of(reported, **given) == code and not Claim.objects.exists()
    else:
        assert reported(**given).claim.happened_on == DIED_ON


def test_a_natural_death_is_told_whenever_it_becomes_known(worker_):
    assert reported(worker_, on=date(2045, 1, 1)).claim.state == "reported"


@pytest.mark.parametrize(("on", "code"), [(LAST, None), (TOO_LATE, "claim_too_late")])
def test_an_accident_is_told_within_five_years(worker_, on, code):
    at = datetime(on.year, on.month, on.day, 9).astimezone()
    if code:
        assert code_of(hurt, person=worker_, at=at) == code
    else:
        assert hurt(worker_, at=at).kind == "accident"


@pytest.mark.parametrize(("on", "code"), [(LAST, None), (TOO_LATE, "claim_too_late")])
def test_a_death_that_came_of_an_accident_counts_the_years_from_the_accident(worker_, on, code):
    claim = hurt(worker_)
    spent(claim, "glasses", 1_000)
    stated(claim, "recovered")
    computed(claim)
    decided(claim)
    given = {"accident": claim, "died_on": date(2028, 5, 1), "told_on": on}
    if code:
        assert code_of(died, **given) == code and Claim.objects.count() == 1
    else:
        assert died(**given).claim.follows == claim


def test_nobody_is_hurt_after_the_own_death(worker_):
    note_death(person=worker_.pk, died_on=date(2025, 11, 23), on=ON)
    assert code_of(hurt, person=worker_) == "accident_after_death" and not Claim.objects.exists()
    note_death(person=worker_.pk, died_on=DIED_ON, on=ON)
    assert hurt(worker_).happened_on == DIED_ON  # hurt and dead on one day
