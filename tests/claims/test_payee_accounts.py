"""What an accident gives leaves in the file to the bank: to the worker's own account, and to the hospital's of the letter."""

import csv
import io

from payung.claims.actions.issue_letter import enter_hospital_account
from payung.claims.models import Payout
from payung.claims.queries import payees, sendable, without_account
from payung.claims.queries.open_payouts import open_payouts
from payung.exchange.payouts import payout_file
from payung.people.actions.enter_account import enter_account
from payung.units.region import Area
from tests.claims.accidents import computed, guaranteed, hurt, spent, stated, unable
from tests.claims.cases import AT, covered_since, decided
from tests.claims.test_model_case import refused
from tests.exchange.files import OWN


def approved(office):
    worker = covered_since(office, "2025-11", 2)
    claim = hurt(worker)
    letter = guaranteed(claim)
    spent(claim, "treatment", 2_000_000, letter=letter.number)
    unable(claim, 1)
    stated(claim, "recovered")
    computed(claim)
    decided(claim)
    return worker, claim, letter


def rows_of(made):
    return list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))


def test_hospital_and_worker_are_paid_to_their_own_accounts(office):
    worker, claim, letter = approved(office)
    assert sendable() == [] and without_account() == [claim.number]
    enter_hospital_account(letter=letter.number, bank="BJB", number="0011 2233 44", holder_name="RSUD BAYU ASIH")
    enter_account(person=worker, bank="BRI", number="1234567890", holder_name=worker.name, by="petugas", at=AT)
    made = payout_file(columns=OWN.payouts, kind="csv", reason="berkas bank")
    assert [(row["PENERIMA"], row["BANK"], row["REKENING"], row["JUMLAH"]) for row in rows_of(made)] == [
        ("RSUD Bayu Asih", "BJB", "0011223344", "2000000"), (worker.name, "BRI", "1234567890", "1000000")]  # fmt: skip
    assert without_account() == [] and set(Payout.objects.values_list("state", flat=True)) == {"sent"}


def test_whoever_has_no_account_waits_and_the_other_is_paid(office):
    _, claim, letter = approved(office)
    enter_hospital_account(letter=letter.number, bank="BJB", number="0011223344", holder_name="RSUD BAYU ASIH")
    assert [each.payee for each in sendable()] == ["hospital"] and without_account() == [claim.number]
    assert refused(enter_hospital_account, letter="SJ-1", bank="B", number="1", holder_name="x") == "letter_unknown"


def test_the_page_counts_as_ready_what_the_file_would_take(office):
    worker, claim, letter = approved(office)
    for known in range(3):
        found = open_payouts(Area(""))
        assert (found.ready, found.without_account) == (known, 2 - known) == (len(sendable()), 2 - known)
        assert len(payees(list(Payout.objects.select_related("claim", "heir")))) == known
        if known:
            enter_account(person=worker, bank="BRI", number="1234567890", holder_name=worker.name, by="petugas", at=AT)
        else:
            enter_hospital_account(letter=letter.number, bank="BJB", number="0011223344", holder_name="RSUD")
    type(claim).objects.update(held_why="sengketa")
    found = open_payouts(Area(""))
    assert (found.ready, found.without_account, found.held) == (0, 0, 2) and sendable() == []
