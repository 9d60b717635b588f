"""One account on many claims is seen by its mark; nobody opens a number for it, and nothing is decided by it."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from payung.access.models import History
from payung.claims.actions.assess import assess
from payung.claims.actions.mark_accounts import mark_accounts
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir, remove_heir
from payung.claims.jobs import mark_now
from payung.claims.models import Claim, ClaimHeir
from payung.claims.queries import last_assessment, signals_of, signals_shown, without_mark
from payung.people.models import Person
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.accidents import hurt
from tests.claims.cases import AT, ON, assessed, decided, reported
from tests.lists import line, nik, worker
from tests.older import before

CODE = "same-account-on-claims"


@pytest.fixture
def workers(office):
    """Three workers whom one line covers."""
    office.load(line("utama", 5, first_month="2025-01", months=12))
    office.send([worker(number) for number in range(1, 4)])
    return [Person.objects.get(nik=nik(number)) for number in range(1, 4)]


def an_heir(claim, name="JOKO", number="1234567890", bank="BRI"):
    named = Named("sibling", name, date(1970, 2, 3))
    heir = name_heir(law=law(), number=claim.number, named=named, by="o", on=ON, at=AT)
    if number:
        enter_heir_account(heir_id=heir.pk, bank=bank, number=number, holder_name=name)
    return heir


def odd(claim):
    return next((each["number"] for each in signals_of([claim.pk]).get(claim.pk, []) if each["code"] == CODE), 0)


def test_an_account_on_other_claims_is_counted_claim_by_claim(workers):
    one, two, three = (reported(each).claim for each in workers)
    an_heir(one, "A")
    an_heir(one, "B")  # the same account twice on one claim is one claim
    assert odd(one) == 0
    an_heir(two, "C", "0 1234-5678.90", "Bank Rakyat Indonesia")
    an_heir(two, "D")
    an_heir(three, "E", "1234567891")
    an_heir(three, "F", bank="BNI")
    assert [odd(each) for each in (one, two, three)] == [1, 1, 0]
    an_heir(three, "G")
    assert [odd(each) for each in (one, two, three)] == [2, 2, 2]


def test_an_heir_who_was_removed_counts_on_neither_claim(workers):
    one, two = (reported(each).claim for each in workers[:2])
    mine, other = an_heir(one), an_heir(two)
    assert odd(one) == odd(two) == 1
    remove_heir(number=two.number, heir_id=other.pk, why="keliru")
    assert odd(one) == odd(two) == 0
    an_heir(two, "LAIN")
    remove_heir(number=one.number, heir_id=mine.pk, why="keliru")
    assert odd(one) == odd(two) == 0


def test_a_death_that_follows_an_accident_of_the_same_worker_is_no_other_claim(workers):
    accident, death = hurt(workers[0]), reported(workers[0]).claim
    an_heir(accident), an_heir(death)
    assert accident.pk != death.pk and odd(death) == odd(accident) == 0


def test_an_account_that_is_mended_is_compared_by_what_it_is_now(workers):
    one, two = (reported(each).claim for each in workers[:2])
    an_heir(one)
    heir = an_heir(two)
    enter_heir_account(heir_id=heir.pk, bank="BRI", number="999999999", holder_name="JOKO")
    assert odd(one) == odd(two) == 0


def test_it_is_shown_though_the_account_came_after_the_assessment_and_what_was_seen_then_stays(workers):
    an_heir(reported(workers[1]).claim)
    claim = assessed(workers[0])
    made = last_assessment(claim)
    assert made is not None and [each["code"] for each in made.signals if each["code"] == CODE] == [CODE]
    (number,) = [each["number"] for each in signals_shown(claim, made) if each["code"] == CODE]
    assert number == 1
    decided(claim)
    an_heir(reported(workers[2]).claim)
    claim = Claim.objects.get(pk=claim.pk)
    assert {"code": CODE, "number": 2} in signals_shown(claim, made)
    ClaimHeir.objects.exclude(claim=claim).update(removed_why="keliru")
    assert {"code": CODE, "number": 1} in signals_shown(claim, made)


def test_an_assessment_goes_on_whatever_is_odd(workers):
    an_heir(reported(workers[1]).claim)
    claim = assessed(workers[0])
    assert odd(claim) == 1 and claim.state == "assessed"
    decided(claim, "returned", reason="hitung lagi")
    assert assess(law=law(), number=claim.number, by="petugas", at=AT).total_idr == 10_000_000


def as_it_was():
    """All accounts without a mark, as an older version left them."""
    with before("heir_account_has_its_mark"):
        ClaimHeir.objects.update(account_mark=None)


def test_accounts_of_an_older_version_are_not_compared_until_they_are_marked(workers):
    one, two = (reported(each).claim for each in workers[:2])
    heir = an_heir(one)
    an_heir(two), an_heir(two, "TANPA", number="")
    mark = bytes(ClaimHeir.objects.get(pk=heir.pk).account_mark)
    as_it_was()
    assert (without_mark(), odd(one)) == (2, 0)
    readings = History.objects.filter(verb="R").count()
    assert mark_now() == 2 and mark_now() == 0
    assert (without_mark(), odd(one)) == (0, 1)
    assert bytes(ClaimHeir.objects.get(pk=heir.pk).account_mark) == mark
    assert History.objects.filter(verb="R").count() == readings, "nobody read a number"


def test_marking_goes_on_behind_an_account_that_does_not_open(workers):
    one, two, three = (reported(each).claim for each in workers)
    heirs = [an_heir(each) for each in (one, two, three)]
    as_it_was()
    ClaimHeir.objects.filter(pk=heirs[1].pk).update(entered_at=timezone.now())  # what is sealed is bound to that moment
    last, done = mark_accounts()
    assert (last, done, without_mark()) == (heirs[2].pk, 2, 1)
    assert mark_accounts(after=last) == (None, 0)
    assert odd(one) == 1 == odd(three)
    with pytest.raises(Refused, match="sealing_keys_lost"), without_keys():
        mark_accounts()


@contextmanager
def without_keys():
    known, settings.KEY_FOLDER = settings.KEY_FOLDER, settings.KEY_FOLDER / "elsewhere"
    try:
        yield
    finally:
        settings.KEY_FOLDER = known
