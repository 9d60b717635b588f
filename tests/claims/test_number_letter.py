"""A letter of a claim takes the next number of its year, and keeps it however often it is printed."""

from datetime import datetime, timedelta

import pytest

from payung.claims.actions.assess import assess
from payung.claims.actions.decide import reopen
from payung.claims.actions.number_letter import number_letter
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Claim, ClaimLetter
from payung.claims.queries import payouts
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.accidents import guaranteed, hurt
from tests.claims.cases import AT, ON, assessed, covered_since, covered_since_january, decided, reported


def numbered(claim, kind, at=AT):
    return [str(each) for each in number_letter(claim=claim, kind=kind, by="petugas", at=at)]


def refused(claim, kind):
    with pytest.raises(Refused) as told:
        numbered(claim, kind)
    return told.value.code


def paid(claim):
    send(payouts=[each.pk for each in payouts(claim)], digest="f" * 64)
    take_result(law=law(), told=[Told(each.pk, ON) for each in payouts(claim)], on=ON)
    return Claim.objects.get(pk=claim.pk)


def test_letters_are_numbered_one_after_the_other_and_keep_their_numbers(office):
    claim = assessed(covered_since_january(office))
    decided(claim)
    claim = paid(claim)
    kinds = ("receipt", "heirs", "decision", "payment")
    given = [numbered(claim, kind) for kind in kinds]
    assert given == [[f"{number:04}/KLAIM/2025"] for number in (1, 2, 3, 4)]
    assert [numbered(claim, kind, AT + timedelta(days=400)) for kind in kinds] == given
    assert ClaimLetter.objects.count() == 4


def test_a_letter_of_another_year_begins_anew(office):
    claim = reported(covered_since_january(office)).claim
    assert numbered(claim, "receipt") == ["0001/KLAIM/2025"]
    assert numbered(claim, "heirs", datetime(2026, 1, 1).astimezone()) == ["0001/KLAIM/2026"]


def test_what_was_not_done_has_no_letter_and_takes_no_number(office):
    claim = assessed(covered_since_january(office))
    assert refused(claim, "poem") == "letter_kind_unknown"
    assert refused(claim, "decision") == "letter_without_decision"
    decided(claim)
    assert refused(claim, "payment") == "letter_without_payment"
    assert numbered(claim, "receipt") == ["0001/KLAIM/2025"]


def test_a_claim_refused_and_later_approved_has_two_letters_of_decision(office):
    claim = assessed(covered_since_january(office))
    decided(claim, "refused", reason="Akta kematian belum sah.")
    assert numbered(claim, "decision") == ["0001/KLAIM/2025"]
    reopen(number=claim.number)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim, "returned", reason="Akta kabur.")
    assert numbered(claim, "decision") == ["0001/KLAIM/2025"]
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim)
    assert numbered(claim, "decision") == ["0002/KLAIM/2025"]


def test_guarantee_letters_are_numbered_for_themselves(office):
    claim = hurt(covered_since(office, "2025-11", 2))
    first = guaranteed(claim)
    assert numbered(claim, "receipt") == ["0001/KLAIM/2025"]
    second = guaranteed(claim, "RS Siloam")
    assert (first.number, second.number) == ("SJ-2025-000001", "SJ-2025-000002")
    assert numbered(claim, "heirs") == ["0002/KLAIM/2025"]
