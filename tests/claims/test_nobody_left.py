"""Nobody is left to inherit (PP 44/2015 Pasal 37(5)): the burial cost to whoever handled the funeral, no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.claims.actions.assess import assess, compute
from payung.claims.actions.assess_many import assess_many
from payung.claims.actions.complete import complete
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir, remove_heir
from payung.claims.actions.number_letter import number_letter
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.actions.state_nobody_left import Alone, state_nobody_left
from payung.claims.models import Assessment, Claim, ClaimDocument, ClaimHeir, Payout
from payung.claims.queries import heirs_of, payees, payouts
from payung.insight.claim_letter_words import decision
from payung.people.actions.erase import erase
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.accidents import hurt
from tests.claims.cases import (
    AT,
    DEATH_PAPERS,
    ON,
    covered_since,
    covered_since_january,
    decided,
    reported,
    with_papers,
)
from tests.claims.rows import a_claim, a_paper, an_heir
from tests.roles import breaks

PAPERS = tuple(kind for kind in DEATH_PAPERS if kind != "marriage-book")


def alone(claim: Claim, **more: Any) -> ClaimHeir:
    proof = ClaimDocument.objects.filter(claim=claim, kind="heir-statement").values_list("pk", flat=True).first()
    stated = {"buried_by": "DADANG PENGURUS", "why": "hidup sendiri, tanpa keluarga", "proof": proof or 0} | more
    return state_nobody_left(number=claim.number, stated=Alone(**stated), by="petugas", at=AT)


def ready(person: Any) -> Claim:
    claim = reported(person).claim
    with_papers(claim, PAPERS)
    heir = alone(claim)
    enter_heir_account(heir_id=heir.pk, bank="BRI", number="1234567890", holder_name=heir.name)
    complete(law=law(), number=claim.number, on=ON)
    return claim


def refused(code: str, act: Any, *given: Any, **more: Any) -> None:
    with pytest.raises(Refused) as told:
        act(*given, **more)
    assert told.value.code == code


def test_the_burial_cost_alone_is_paid_to_whoever_handled_the_funeral(office: Any) -> None:
    claim = ready(covered_since_january(office))
    made = assess(law=law(), number=claim.number, by="petugas", at=AT)
    assert (made.computed_idr, made.total_idr) == (10_000_000, 10_000_000)
    assert {each["code"]: each["amount_idr"] for each in made.answer["items"]}["stays_with_the_fund"] == -32_000_000
    decided(claim)
    (payout,) = payouts(claim)
    assert (payout.payee_name, payout.amount_idr, payout.about) == (
        "DADANG PENGURUS",
        10_000_000,
        "burial_to_whoever_paid_it",
    )
    assert payees([payout])
    send(payouts=[payout.pk], digest="f")
    take_result(law=law(), told=[Told(payout.pk, ON)], on=ON)
    assert Claim.objects.get(pk=claim.pk).state == "paid"


def test_the_decision_letter_says_where_the_rest_stays(office: Any) -> None:
    claim = ready(covered_since_january(office))
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim)
    (letter,) = number_letter(claim=Claim.objects.get(pk=claim.pk), kind="decision", by="x", at=AT)
    said = str(decision(claim, letter))
    assert "Rp32.000.000" in said and "tetap pada Dana Jaminan Sosial" in said and "mengurus pemakaman" in said
    assert "hidup sendiri" not in said, "why is for the file, not for whoever carries the letter"


def test_many_are_computed_as_one_is(office: Any) -> None:
    claim = ready(covered_since_january(office))
    one = compute(law(), claim, heirs_of(claim))
    assert assess_many(law=law(), by="petugas", at=AT) == 1
    made = Assessment.objects.get(claim=claim)
    assert (made.total_idr, made.shares) == (one.total_idr, list(one.shares))


def test_before_the_waiting_months_nothing_is_left_over(office: Any) -> None:
    claim = ready(covered_since(office, "2025-11", 2))
    made = assess(law=law(), number=claim.number, by="petugas", at=AT)
    assert made.total_idr == 10_000_000 and "stays_with_the_fund" not in str(made.answer["items"])


@pytest.mark.parametrize(("code", "more"), [
    ("funeral_name_missing", {"buried_by": " "}), ("reason_missing", {"why": " "}), ("nobody_left_proof_missing", {"proof": 0}),
])  # fmt: skip
def test_it_is_stated_with_a_name_a_reason_and_a_proof(office: Any, code: str, more: dict[str, Any]) -> None:
    claim = reported(covered_since_january(office)).claim
    with_papers(claim, PAPERS)
    refused(code, alone, claim, **more)
    assert not heirs_of(claim)


def test_a_living_relation_and_nobody_exclude_each_other(office: Any) -> None:
    claim = reported(covered_since_january(office)).claim
    with_papers(claim, PAPERS)
    sibling = Named("sibling", "ENI", date(1981, 2, 3))
    first = name_heir(law=law(), number=claim.number, named=sibling, by="x", on=ON, at=AT)
    refused("heirs_are_left", alone, claim)
    remove_heir(number=claim.number, heir_id=first.pk, why="bukan saudara")
    stated = alone(claim)
    refused("nobody_left_was_stated", name_heir, law=law(), number=claim.number, named=sibling, by="x", on=ON, at=AT)
    remove_heir(number=claim.number, heir_id=stated.pk, why="saudara ditemukan")
    name_heir(law=law(), number=claim.number, named=sibling, by="x", on=ON, at=AT)
    assert compute(law(), claim, heirs_of(claim)).total_idr == 42_000_000


def test_an_accident_has_nobody_to_bury(worker_: Any) -> None:
    refused("nobody_left_of_an_accident", alone, hurt(worker_))


@pytest.mark.usefixtures("years_later")
def test_the_words_go_with_an_erased_worker(office: Any) -> None:
    claim = ready(covered_since_january(office))
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim)
    (payout,) = payouts(claim)
    send(payouts=[payout.pk], digest="f")
    take_result(law=law(), told=[Told(payout.pk, ON)], on=ON)
    erase(person=claim.person_id, on=date(2037, 1, 1))
    left = ClaimHeir.objects.get(claim=claim)
    assert (left.name, left.stated_why, left.proof_id) == ("Dihapus", "", None)
    assert "DADANG" not in str(list(Payout.objects.values_list("payee_name", flat=True)))


def _stated(world: Any, **changes: Any) -> Any:
    proof = world.put(a_paper, "heir-statement")
    return world.put(an_heir, relation="funeral", **({"stated_why": "x", "proof_id": proof} | changes))


def test_the_database_wants_proof_and_reason(world: Any) -> None:
    for changes in ({"stated_why": ""}, {"proof_id": None}):
        with breaks(world.db, "nobody_is_left_by_proof_and_with_a_reason"):
            _stated(world, **changes)
    other = a_claim(world.db, world.person, world.line, number="25-000002-ABCD", kind="accident", cause="work")
    elsewhere = a_paper(world.db, world.person, other)
    with breaks(world.db, "heir_is_proven_by_a_paper_of_the_claim"):
        _stated(world, proof_id=elsewhere)


def test_the_database_keeps_nobody_and_heirs_apart(world: Any) -> None:
    stated = _stated(world)
    for relation in ("child", "funeral"):
        with breaks(world.db, "nobody_is_left_beside_an_heir"):
            world.put(an_heir) if relation == "child" else _stated(world)
    world.db.execute("UPDATE claim_heir SET removed_why = 'x' WHERE id = %s", [stated])
    world.put(an_heir)
    with breaks(world.db, "nobody_is_left_beside_an_heir"):
        world.db.execute("UPDATE claim_heir SET removed_why = '' WHERE id = %s", [stated])
