"""The bank pays late, and the claim was held meanwhile: what lateness adds waits until the claim is let go; nobody else waits."""

from datetime import date

import pytest

from payung.claims.actions.complete import hold
from payung.claims.actions.let_go import let_go
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Claim, Payout
from payung.funding.models import LineBalance
from payung.people.models import Person
from payung.rules.law import law
from tests.claims.cases import assessed, covered_since_january, decided
from tests.claims.test_clock import code_of
from tests.claims.test_model_case import paid
from tests.lists import nik

LATE = date(2025, 12, 1)


def two_sent(office):
    """Two families whose money is at the bank: that of a worker since January, and of one who came with the same list."""
    first = covered_since_january(office)
    file = office.folder / "dua.csv"
    row = f"{nik(2)},DEWI LARAS,17-05-1981,32.14.16.2005,01/01/2025"
    file.write_text(f"NIK,Nama,Tanggal Lahir,Kode Desa,Mulai Kepesertaan\n{row}\n", "utf-8")
    office.send_file(file, "lama")
    claims = [assessed(person) for person in (first, Person.objects.get(nik=nik(2)))]
    for claim in claims:
        decided(claim)
    send(payouts=list(Payout.objects.values_list("pk", flat=True)), digest="a" * 64)
    return claims


@pytest.fixture
def held_and_paid_late(office):
    claims = two_sent(office)
    hold(number=claims[0].number, why="sengketa")
    told = [Told(each.pk, LATE) for each in Payout.objects.order_by("id")]
    assert take_result(law=law(), told=told, on=LATE) == (2, 0, 0)
    return claims


def late_of(claim):
    return list(Payout.objects.filter(claim=claim, what="late").values_list("amount_idr", "state"))


def test_a_claim_that_is_held_stops_nobody_else_s_payment(held_and_paid_late):
    held, other = held_and_paid_late
    assert late_of(held) == [] and late_of(other) == [(1_260_000, "due")]
    assert {each.state for each in Payout.objects.filter(what="benefit")} == {"paid"}
    assert Claim.objects.get(pk=held.pk).state == "approved"


def test_what_lateness_adds_comes_when_the_claim_is_let_go_and_once(held_and_paid_late):
    held, _ = held_and_paid_late
    let_go(law=law(), number=held.number, on=date(2026, 1, 5))
    assert late_of(held) == [(1_260_000, "due")]  # by the day of payment, not of letting go
    hold(number=held.number, why="lagi")
    let_go(law=law(), number=held.number, on=date(2026, 1, 6))
    assert late_of(held) == [(1_260_000, "due")]
    assert LineBalance.objects.get(line=held.line).due_idr == 2 * 1_260_000
    paid(held, on=date(2026, 1, 7))
    assert Claim.objects.get(pk=held.pk).state == "paid"


def test_a_claim_paid_in_time_while_held_is_closed_when_it_is_let_go(office):
    held, _ = two_sent(office)
    hold(number=held.number, why="sengketa")
    told = [Told(each.pk, date(2025, 11, 26)) for each in Payout.objects.order_by("id")]
    take_result(law=law(), told=told, on=LATE)
    assert Claim.objects.get(pk=held.pk).state == "approved"
    let_go(law=law(), number=held.number, on=LATE)
    assert Claim.objects.get(pk=held.pk).state == "paid" and late_of(held) == []


def test_what_is_not_held_is_let_go_without_a_change_and_what_is_not_known_is_told(office):
    claim = assessed(covered_since_january(office))
    let_go(law=law(), number=claim.number, on=LATE)
    assert Claim.objects.get().state == "assessed"
    assert code_of(let_go, law=law(), number="x", on=LATE) == "claim_unknown"


def test_holding_wants_a_reason(office):
    claim = assessed(covered_since_january(office))
    assert code_of(hold, number=claim.number, why=" ") == "reason_missing"
