"""Every answer that rests on a value without a source says so, and only such an answer."""

from datetime import date

import pytest

from payung.rules.accident import Accident, work_accident
from payung.rules.answer import unverified
from payung.rules.contribution import contribution
from payung.rules.deadline import claim_until, lapses_on, late_payment, payment_due
from payung.rules.death import natural_death
from payung.rules.family import Child, Heir
from payung.rules.heirs import heirs
from payung.rules.law import law
from payung.rules.scholarship import scholarship
from payung.rules.term import advise
from payung.units.month import Month, Term

ON, LATER = date(2025, 11, 21), date(2027, 3, 5)
STUDENT = Child(date(2004, 3, 1), level="pt")
TABLE = ["accident/loss_at_most_percent", "accident/loss_ranges", "accident/loss_table"]


def price(payer, month):
    return contribution(law(), payer_kind=payer, sector="other", month=Month.parse(month), income_idr=0)


def accident(**happened):
    return work_accident(law(), ON, base_idr=1_000_000, happened=Accident(**happened))


def advice(payer, first):
    return unverified(advise(law(), Term(Month.parse(first), 3), payer_kind=payer).rests_on)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (lambda: price("csr", "2026-05").unverified, ["contribution/reduction_reaches/csr"]),
        (lambda: price("dbhcht", "2026-05").unverified, ["contribution/reduction_reaches/dbhcht"]),
        (lambda: price("csr", "2025-11").unverified, []),
        (lambda: price("self", "2026-05").unverified, []),
        (lambda: natural_death(law(), ON, months_paid=3).unverified, ["death/waiting_reading"]),
        (lambda: natural_death(law(), ON, months_paid=1, reading="paid").unverified, ["death/waiting_reading"]),
        (
            lambda: natural_death(law(), date(2025, 2, 23), months_paid=1).unverified,
            ["death/waiting_months", "death/waiting_reading"],
        ),
        (lambda: accident(death=True).unverified, []),
        (lambda: accident(total=True, inability_months=13, transport={"land": 1}).unverified, []),
        (lambda: accident(losses=["smell"]).unverified, TABLE),
        (lambda: accident(aids={"dentures": 1}).unverified, ["accident/dentures"]),
        (lambda: scholarship(law(), ON, [STUDENT, STUDENT]).unverified, []),
        (lambda: scholarship(law(), ON, [STUDENT] * 3).unverified, ["scholarship/which_children"]),
        (lambda: scholarship(law(), ON, [Child(date(2015, 1, 1))]).unverified, ["scholarship/level_ages"]),
        (lambda: heirs(law(), ON, amount_idr=9, family=[Heir("spouse")]).unverified, []),
        (lambda: heirs(law(), ON, amount_idr=9, family=[Heir("spouse"), Heir("child")]).unverified, ["heirs/shares"]),
        (lambda: heirs(law(), ON, amount_idr=9, family=[]).unverified, []),
        (lambda: unverified(payment_due(law(), "jkm", ON).rests_on), ["deadline/collective_leave_is_off"]),
        (
            lambda: unverified(payment_due(law(), "jkk", LATER).rests_on),
            ["deadline/collective_leave_is_off", "deadline/holidays"],
        ),
        (
            lambda: late_payment(law(), "jkm", amount_idr=9, complete_on=ON, paid_on=ON).unverified,
            ["deadline/collective_leave_is_off", "deadline/late_counts"],
        ),
        (lambda: unverified(claim_until(law(), "jkm", ON).rests_on), []),
        (lambda: unverified(lapses_on(law(), Month(2025, 12)).rests_on), []),
        (lambda: advice("apbd-kab", "2025-11"), ["death/waiting_reading"]),
        (lambda: advice("csr", "2026-02"), ["contribution/reduction_reaches/csr", "death/waiting_reading"]),
    ],
)
def test_an_answer_names_the_unverified_values_that_it_rests_on(found, expected):
    assert found() == expected


def test_a_line_is_as_certain_as_the_weakest_value_in_it():
    assert [item.evidence for item in price("self", "2026-05").items] == ["secondary", "press"]
    assert [item.evidence for item in price("apbd-kab", "2026-05").items] == ["secondary", "secondary"]
    assert [item.evidence for item in price("csr", "2026-05").items] == ["unverified", "unverified"]


def test_the_list_of_unverified_values_holds_all_that_answers_can_name():
    names = {value.concept for value in law().unverified()}
    assert {"death/waiting_reading", "accident/loss_table", "heirs/shares", "deadline/holidays"} <= names
