""" "Was this person covered on that day, by whom, since when, and what would a death pay?" """

from datetime import date

import pytest

from payung.insight.cover import answer
from payung.people.models import Person
from payung.rules.law import law
from tests.lists import line, nik, worker


@pytest.fixture
def ask(office):
    """Gives the answer about the one worker of the programme on a day, as JSON."""
    office.load(
        line("utama", 3, first_month="2025-11", months=3), line("csr", 3, kind="csr", first_month="2026-03", months=1)
    )
    office.send([worker(1)])
    office.send([worker(1)], "csr", on=date(2026, 2, 10))

    def ask(on):
        return answer(Person.objects.get(nik=nik(1)), date.fromisoformat(on), law()).for_json

    return ask


@pytest.mark.parametrize(("on", "covered"), [
    ("2025-10-31", False), ("2025-11-01", True), ("2025-11-30", True), ("2026-01-31", True), ("2026-02-01", False),
    ("2026-02-28", False), ("2026-03-01", True), ("2026-03-31", True), ("2026-04-01", False),
])  # fmt: skip
def test_cover_begins_and_ends_with_the_paid_months(ask, on, covered):
    assert ask(on)["covered"] is covered


def test_the_run_of_months_around_the_day_is_told(ask):
    told = ask("2025-12-15")
    assert (told["since"], told["until"], told["months_of_membership"]) == ("2025-11-01", "2026-01-31", 2)


@pytest.mark.parametrize(("on", "months", "idr"), [
    ("2025-11-21", 1, 10_000_000), ("2025-12-31", 2, 10_000_000), ("2026-01-01", 3, 42_000_000),
])  # fmt: skip
def test_a_death_pays_10_million_before_the_third_month_and_42_from_it_on(ask, on, months, idr):
    told = ask(on)
    assert (told["months_of_membership"], told["death_today_idr"]) == (months, idr)


def test_a_gap_starts_the_waiting_months_anew_and_says_that_this_is_unverified(ask):
    told = ask("2026-03-10")
    assert (told["payer_kind"], told["since"], told["months_of_membership"]) == ("csr", "2026-03-01", 1)
    assert told["death_today_idr"] == 10_000_000 and told["unverified"] == ["death/waiting_reading"]


def test_the_reason_is_a_sentence_with_payer_months_and_amount(ask):
    why = ask("2025-12-15")["why"]
    assert "Pembayar utama" in why and "November 2025" in why and "31 Januari 2026" in why and "Rp10.000.000" in why


def test_whoever_is_not_covered_is_told_the_last_paid_month(ask):
    assert "Januari 2026" in ask("2026-02-10")["why"]
    told = ask("2025-10-31")
    assert "belum ada bulan yang dibayar" in told["why"] and told["death_today_idr"] == 0


def test_the_items_of_the_answer_add_up(ask):
    told = ask("2026-01-15")
    assert sum(item["amount_idr"] for item in told["items"]) == told["death_today_idr"] == 42_000_000
    assert all(item["article"] for item in told["items"])
