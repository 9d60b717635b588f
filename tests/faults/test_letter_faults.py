"""A crash anywhere in the making of a letter uses up no number, and leaves no note of a letter that was not made."""

from django.db import transaction

from payung.access.models import History
from payung.claims.models import ClaimLetter
from payung.insight.claim_letter import letter
from tests.claims.cases import AT, covered_since_january, reported
from tests.faults.random_steps import Crash, crashing_after

MANY = 200  # more statements than a letter has


def left():
    return ClaimLetter.objects.count(), History.objects.filter(verb="R").count()


def test_a_crash_at_any_statement_of_a_letter_leaves_no_gap(office):
    claim = reported(covered_since_january(office)).claim
    before = left()
    for statements in range(MANY):
        try:
            with transaction.atomic(), crashing_after(statements):
                letter(claim, "receipt", "petugas", AT)
        except Crash:
            assert left() == before, f"something is left of a letter that died at statement {statements}"
        else:
            break
    assert 5 <= statements < MANY - 1
    assert [str(each) for each in ClaimLetter.objects.all()] == ["0001/KLAIM/2025"]
    letter(claim, "heirs", "petugas", AT)
    assert [each.number for each in ClaimLetter.objects.order_by("id")] == [1, 2]
