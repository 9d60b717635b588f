"""The family as a claim needs it: whether somebody is a minor is known, by one day; who was not named at enrolment is proven."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.claims.actions.assess import assess, missing_papers, needed_papers
from payung.claims.actions.bring_document import bring_document, reject_document
from payung.claims.actions.check_family import enter_guardian, prove_heir
from payung.claims.actions.complete import complete
from payung.claims.actions.name_heir import Named, name_heir
from payung.claims.models import Claim, ClaimDocument, ClaimHeir
from payung.claims.queries import heirs_of
from payung.people.models import Person
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.cases import AT, DEATH_PAPERS, ON, covered_since_january, picture, reported, with_papers, with_spouse

LATER = date(2026, 3, 2)
BETWEEN = date(2008, 1, 15)  # seventeen on the day of the death, eighteen when the family comes with the papers


def named(claim: Claim, relation: str, birth_on: date | None = None, guardian: str = "", on: date = ON) -> ClaimHeir:
    who = Named(relation, "ENI", birth_on, guardian)
    return name_heir(law=law(), number=claim.number, named=who, by="x", on=on, at=AT)


def refused(code: str, act: Any, *given: Any, **more: Any) -> None:
    with pytest.raises(Refused) as told:
        act(*given, **more)
    assert told.value.code == code


@pytest.fixture
def claim(office: Any) -> Claim:
    return reported(covered_since_january(office)).claim


def whole(claim: Claim, **more: Any) -> Claim:
    return complete(law=law(), number=claim.number, on=ON, **more)


@pytest.mark.parametrize("relation", ["child", "grandchild", "sibling", "will"])
def test_whoever_may_be_a_minor_is_not_named_without_a_birth_day(claim: Claim, relation: str) -> None:
    refused("heir_birth_missing", named, claim, relation)


def test_an_older_relation_needs_none(claim: Claim) -> None:
    assert named(claim, "parent").birth_on is None


def test_a_child_without_a_birth_day_from_before_is_not_complete(claim: Claim) -> None:
    child = named(claim, "child", date(2015, 1, 1), "WALI")
    with_papers(claim, (*DEATH_PAPERS, "guardian"))
    ClaimHeir.objects.filter(pk=child.pk).update(birth_on=None)
    refused("heir_birth_missing", whole, claim)
    refused("heir_birth_missing", assess, law=law(), number=claim.number, by="x", at=AT)


def test_minority_is_that_of_the_day_of_the_death_wherever_it_is_asked(claim: Claim) -> None:
    refused("guardian_missing", named, claim, "child", BETWEEN, on=LATER)
    named(claim, "child", BETWEEN, "WALI", on=LATER)
    assert "guardian" in {paper.document for paper in needed_papers(law(), claim, heirs_of(claim), 0)}


def test_a_guardian_is_added_later(claim: Claim) -> None:
    child = named(claim, "child", BETWEEN, "WALI")
    with_papers(claim, (*DEATH_PAPERS, "guardian"))
    ClaimHeir.objects.filter(pk=child.pk).update(guardian_name="")
    refused("guardian_missing", whole, claim)
    refused("guardian_missing", enter_guardian, number=claim.number, heir_id=child.pk, name=" ")
    assert enter_guardian(number=claim.number, heir_id=child.pk, name=" PAMAN  WALI ").guardian_name == "PAMAN WALI"
    assert whole(claim).state == "complete"


def test_whoever_was_named_at_enrolment_needs_no_proof(claim: Claim) -> None:
    Person.objects.update(heir_name="budi  Santoso", heir_relation="suami")
    with_spouse(claim)
    with_papers(claim)
    assert whole(claim).state == "complete"


def test_another_heir_than_the_one_named_is_proven_by_a_paper_that_stands(claim: Claim) -> None:
    Person.objects.update(heir_name="SOMEBODY ELSE")
    heir = with_spouse(claim)
    with_papers(claim)
    refused("heir_proof_missing", whole, claim)
    refused("heir_proof_missing", assess, law=law(), number=claim.number, by="x", at=AT)
    refused("heir_paper_unknown", prove_heir, number=claim.number, heir_id=heir, proof=0)
    card = ClaimDocument.objects.get(claim=claim, kind="family-card")
    prove_heir(number=claim.number, heir_id=heir, proof=card.pk)
    reject_document(number=claim.number, document_id=card.pk, why="buram", by="x", at=AT)
    again, _new = bring_document(number=claim.number, kind="family-card", data=picture(77), by="x", at=AT)
    refused("heir_proof_missing", whole, claim)
    prove_heir(number=claim.number, heir_id=heir, proof=again.pk)
    assert whole(claim).state == "complete"
    assert assess(law=law(), number=claim.number, by="x", at=AT).total_idr == 42_000_000


def test_where_nobody_was_named_the_papers_of_every_death_are_enough(claim: Claim) -> None:
    with_spouse(claim)
    with_papers(claim)
    assert whole(claim).state == "complete"


def test_one_identity_card_and_one_bank_book_do_not_stand_for_two_heirs(claim: Claim) -> None:
    with_spouse(claim)
    named(claim, "child", date(1999, 1, 1))
    named_far = Named("sibling", "JAUH", date(1970, 1, 1))  # inherits nothing beside them, and brings nothing
    name_heir(law=law(), number=claim.number, named=named_far, by="x", on=ON, at=AT)
    with_papers(claim)
    missing = [paper.document for paper in missing_papers(law(), claim, heirs_of(claim), 0)]
    assert missing == ["id-heir", "bank-book"]
    refused("papers_missing", whole, claim)
    for shade, kind in ((88, "id-heir"), (99, "bank-book")):
        bring_document(number=claim.number, kind=kind, data=picture(shade), by="x", at=AT)
    assert whole(claim).state == "complete"


def test_a_guardian_who_inherits_too_brings_the_own_papers_once(claim: Claim) -> None:
    with_spouse(claim)
    named(claim, "child", date(2015, 1, 1), " budi santoso ")
    with_papers(claim, (*DEATH_PAPERS, "guardian"))
    assert whole(claim).state == "complete"
