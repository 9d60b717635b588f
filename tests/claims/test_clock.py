"""When the law's days to pay begin, when they begin anew, and what lateness adds to whom."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from payung.claims.actions.assess import assess
from payung.claims.actions.assess_many import assess_many
from payung.claims.actions.because import because
from payung.claims.actions.bring_document import bring_document, reject_document
from payung.claims.actions.complete import complete
from payung.claims.actions.decide import reopen
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Claim, ClaimDocument, Payout
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.cases import (
    AT,
    DEATH_PAPERS,
    ON,
    assessed,
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


def clock(claim):
    claim.refresh_from_db()
    return claim.state, claim.complete_on, claim.due_on


FIRST_CLOCK = (ON, date(2025, 11, 28))
LATER, LATER_AT = date(2025, 12, 10), datetime(2025, 12, 10, 9).astimezone()


def test_a_claim_returned_because_an_officer_erred_keeps_its_days(office):
    claim = assessed(covered_since_january(office))
    decided(claim, "returned", reason="salah hitung")
    assert clock(claim) == ("reported", *FIRST_CLOCK)
    complete(law=law(), number=claim.number, on=LATER)
    assert clock(claim) == ("complete", *FIRST_CLOCK)
    assess(law=law(), number=claim.number, by="petugas", at=LATER_AT)
    decided(claim)
    (made,) = Payout.objects.all()
    send(payouts=[made.pk], digest="a" * 64)
    take_result(law=law(), told=[Told(made.pk, date(2025, 12, 1))], on=LATER)
    assert Payout.objects.get(what="late").amount_idr == 1_260_000  # 3 days at 1 % of 42,000,000


def test_a_wrong_refusal_costs_the_family_no_day(office):
    claim = assessed(covered_since_january(office))
    decided(claim, "refused", reason="keliru")
    reopen(number=claim.number)
    assert clock(claim) == ("reported", *FIRST_CLOCK)
    assess(law=law(), number=claim.number, by="petugas", at=LATER_AT)
    assert clock(claim) == ("assessed", *FIRST_CLOCK)


def test_a_paper_rejected_after_the_return_starts_the_days_anew_when_another_is_there(office):
    claim = assessed(covered_since_january(office))
    decided(claim, "returned", reason="KTP buram")
    paper = ClaimDocument.objects.get(claim=claim, kind="id-heir")
    reject_document(number=claim.number, document_id=paper.pk, why="buram", by="petugas", at=LATER_AT)
    assert clock(claim) == ("reported", None, None)
    bring_document(number=claim.number, kind="id-heir", data=picture(77), by="o", at=LATER_AT)
    complete(law=law(), number=claim.number, on=LATER)
    assert clock(claim) == ("complete", LATER, date(2025, 12, 15))


def test_a_paper_that_is_needed_only_now_and_came_later_starts_the_days_anew(office):
    """A death that turns out to be of work needs a doctor's word, and 70,000,000 a tax number."""
    claim = assessed(covered_since_january(office))
    decided(claim, "returned", reason="karena kerja")
    with because("kata dokter"):
        Claim.objects.filter(pk=claim.pk).update(cause="work")
    for shade, kind in enumerate(("doctor", "tax-number"), 80):
        bring_document(number=claim.number, kind=kind, data=picture(shade), by="o", at=LATER_AT)
    complete(law=law(), number=claim.number, on=LATER)
    assert clock(claim)[:2] == ("complete", LATER)


def test_another_family_after_the_return_starts_the_days_anew(office):
    claim = assessed(covered_since_january(office))
    decided(claim, "returned", reason="anak belum dicatat")
    with_child(claim)
    assert clock(claim) == ("reported", None, None)


def test_the_database_keeps_the_first_complete_day_unless_something_has_come_up(office):
    claim = complete_with_a_child(office)
    Claim.objects.filter(pk=claim.pk).update(complete_on=LATER, due_on=date(2025, 12, 15))  # a child was named that day
    moves = [{"complete_on": None, "due_on": None}, {"state": "reported", "complete_on": date(2025, 12, 11),
             "due_on": date(2025, 12, 16)}]  # fmt: skip
    for change in moves:
        with pytest.raises(IntegrityError) as told, transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(**change)
        assert told.value.__cause__.diag.constraint_name == "claim_keeps_the_day_it_was_complete"
    ClaimDocument.objects.filter(kind="card").update(rejected_why="buram", checked_by="x")
    Claim.objects.filter(pk=claim.pk).update(complete_on=None, due_on=None)
