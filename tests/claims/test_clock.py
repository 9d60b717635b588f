"""When the law's days to pay begin, when they begin anew, and what lateness adds to whom."""

from datetime import date

import pytest

from payung.claims.actions.assess import assess
from payung.claims.actions.assess_many import assess_many
from payung.claims.actions.bring_document import bring_document, reject_document
from payung.claims.actions.complete import complete
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Claim, ClaimDocument, Payout
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.cases import (
    AT,
    DEATH_PAPERS,
    ON,
    covered_since,
    covered_since_january,
    decided,
    papers_of_more_heirs,
    picture,
    reported,
    with_papers,
    with_spouse,
)

CHILD = Named("child", "ANI", date(2005, 3, 4))


def code_of(act, **given):
    with pytest.raises(Refused) as told:
        act(**given)
    return told.value.code


def with_child(claim):
    made = name_heir(law=law(), number=claim.number, named=CHILD, by="o", on=ON, at=AT)
    enter_heir_account(heir_id=made.pk, bank="BRI", number="1234567891", holder_name="ANI")
    return made.pk


def complete_with_a_child(office):
    """A claim of a child alone, which needs no marriage book, complete."""
    claim = reported(covered_since_january(office)).claim
    with_child(claim)
    with_papers(claim, tuple(paper for paper in DEATH_PAPERS if paper != "marriage-book"))
    return complete(law=law(), number=claim.number, on=ON)


def test_a_wife_who_is_named_later_asks_for_her_book_and_the_days_begin_anew(office):
    claim = complete_with_a_child(office)
    with_spouse(claim)
    claim.refresh_from_db()
    assert (claim.state, claim.complete_on, claim.due_on) == ("reported", None, None)
    assert assess_many(law=law(), by="petugas", at=AT) == 0
    assert code_of(assess, law=law(), number=claim.number, by="petugas", at=AT) == "papers_missing"


def test_a_paper_that_will_not_do_stops_the_days(office):
    claim = complete_with_a_child(office)
    paper = ClaimDocument.objects.filter(claim=claim).first()
    reject_document(number=claim.number, document_id=paper.pk, why="buram", by="petugas", at=AT)
    claim.refresh_from_db()
    assert (claim.state, claim.due_on) == ("reported", None)


def test_one_paper_more_changes_nothing(office):
    claim = complete_with_a_child(office)
    bring_document(number=claim.number, kind="other", data=picture(99), by="o", at=AT)
    claim.refresh_from_db()
    assert (claim.state, claim.complete_on) == ("complete", ON)


def test_whoever_computes_at_once_starts_the_days(office):
    claim = reported(covered_since_january(office)).claim
    with_spouse(claim)
    with_papers(claim)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    claim.refresh_from_db()
    assert (claim.complete_on, claim.due_on) == (ON, date(2025, 11, 28))


def test_each_share_is_late_by_its_own_day(office):
    claim = complete_with_a_child(office)
    with_spouse(claim)
    with_papers(claim)
    papers_of_more_heirs(claim)
    complete(law=law(), number=claim.number, on=ON)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(Claim.objects.get())
    first, second = Payout.objects.order_by("id")
    send(payouts=[first.pk, second.pk], digest="a" * 64)
    take_result(law=law(), told=[Told(first.pk, date(2025, 11, 28))], on=date(2025, 12, 2))
    take_result(law=law(), told=[Told(second.pk, date(2025, 12, 1))], on=date(2025, 12, 2))
    late = Payout.objects.filter(what="late")
    assert [(each.payee_name, each.amount_idr) for each in late] == [(second.payee_name, 630_000)]


def test_one_file_may_be_two_papers_and_the_same_paper_is_brought_once(office):
    claim = reported(covered_since_january(office)).claim
    told = [
        bring_document(number=claim.number, kind=kind, data=picture(), by="o", at=AT)[1]
        for kind in ("family-card", "id-heir", "id-heir")
    ]
    assert told == [True, True, False] and ClaimDocument.objects.count() == 2


def test_the_very_file_that_would_not_do_is_not_taken_again(office):
    claim = reported(covered_since_january(office)).claim
    made, _ = bring_document(number=claim.number, kind="id-heir", data=picture(), by="o", at=AT)
    reject_document(number=claim.number, document_id=made.pk, why="buram", by="petugas", at=AT)
    again = {"number": claim.number, "kind": "id-heir", "data": picture(), "by": "o", "at": AT}
    assert code_of(bring_document, **again) == "document_was_rejected"


@pytest.mark.parametrize(("died_on", "total", "code"), [
    (date(2025, 11, 24), -1, "deviation_negative"), (date(2025, 10, 30), 42_000_000, "deviation_not_covered"),
])  # fmt: skip
def test_no_officer_sets_what_cannot_be(office, died_on, total, code):
    claim = reported(covered_since(office, "2025-11", 2), died_on=died_on).claim
    with_spouse(claim)
    with_papers(claim)
    more = {"total_idr": total, "deviates_why": "kebijakan"}
    assert code_of(assess, law=law(), number=claim.number, by="petugas", at=AT, **more) == code


def test_a_second_report_that_tells_another_cause_says_so(office):
    person = covered_since_january(office)
    reported(person)
    joined = reported(person, cause="work", story="jatuh dari atap").claim.claimreport_set.latest("id")
    assert joined.said == "karena kerja\njatuh dari atap"
