"""Benefits leave in a file and come back answered: each once, and a file that is wrong changes nothing."""

import csv
import io
from datetime import date

import pytest

from payung.access.models import History
from payung.claims.actions.complete import hold
from payung.claims.actions.let_go import let_go
from payung.claims.actions.name_heir import enter_heir_account
from payung.claims.actions.pay import take_result, try_again
from payung.claims.models import Claim, Payout
from payung.exchange.payouts import payout_file, read_results
from payung.funding.models import LineBalance
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.cases import assessed, covered_since_january, decided
from tests.exchange.files import OWN, as_csv, as_xlsx

HEAD = ["RUJUKAN", "JUMLAH", "TANGGAL BAYAR", "Alasan gagal"]
AMOUNT = "42.000.000"


@pytest.fixture
def approved(office, settings, tmp_path):
    settings.PAPER_FOLDER = tmp_path / "papers"
    claim = assessed(covered_since_january(office))
    decided(claim)
    return claim


def sent(kind="csv", **more):
    return payout_file(columns=OWN.payouts, kind=kind, reason="berkas bank", **more)


def rows_of(made):
    return list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))


def taken(tmp_path, *rows, head=HEAD, write=as_csv, name="hasil.csv"):
    read = read_results(write(tmp_path / name, [head, *rows]), OWN.payout_results)
    assert not read.problems, read.problems
    return take_result(law=law(), told=read.told, on=date(2025, 11, 27))


def refused(act, *given, **more):
    with pytest.raises(Refused) as told:
        act(*given, **more)
    return told.value.code


def test_a_file_names_payee_account_and_sum_and_the_log_says_that_the_account_was_read(approved):
    made = sent()
    (row,) = rows_of(made)
    assert row["RUJUKAN"].startswith(f"{approved.number}-") and row["NOMOR_KLAIM"] == approved.number
    assert (row["PENERIMA"], row["BANK"], row["REKENING"], row["JUMLAH"]) == (
        "BUDI SANTOSO",
        "BRI",
        "1234567890",
        "42000000",
    )
    assert (made.payouts, made.amount_idr, made.without_account) == (1, 42_000_000, ())
    noted = History.objects.get(verb="R", what="bank", table_name="payout")
    assert noted.reason == "berkas bank"


def test_what_was_sent_is_not_sent_again_but_the_same_file_can_be_made_again(approved):
    made = sent()
    assert refused(sent) == "nothing_to_pay_out"
    assert sent(again=made.code).content == made.content
    assert refused(sent, again="00000000") == "payout_file_unknown"


def test_what_has_no_account_or_is_held_stays_and_is_named(approved):
    heir = approved.claimheir_set.get()
    heir.bank, heir.account_number, heir.account_holder, heir.account_mark = "", None, None, None
    heir.save()
    assert refused(sent) == "nothing_to_pay_out"
    enter_heir_account(heir_id=heir.pk, bank="BRI", number="1234567890", holder_name="BUDI")
    hold(number=approved.number, why="sengketa")
    assert refused(sent) == "nothing_to_pay_out"
    let_go(law=law(), number=approved.number, on=date(2025, 11, 25))
    assert sent("xlsx").content.startswith(b"PK")


@pytest.mark.parametrize(("write", "name"), [(as_csv, "hasil.csv"), (as_xlsx, "hasil.xlsx")])
def test_the_bank_s_word_pays_once_however_often_it_is_said(approved, tmp_path, write, name):
    (row,) = rows_of(sent())
    answer = [row["RUJUKAN"], AMOUNT, "26-11-2025", ""]
    assert taken(tmp_path, answer, write=write, name=name) == (1, 0, 0)
    assert taken(tmp_path, answer, write=write, name=name) == (0, 0, 1)
    assert Claim.objects.get().state == "paid"
    assert LineBalance.objects.get(line=approved.line).given_idr == 42_000_000


def test_a_payment_that_came_back_leaves_in_another_file_and_its_old_answer_changes_nothing(approved, tmp_path):
    (row,) = rows_of(sent())
    failed = [row["RUJUKAN"], AMOUNT, "", "rekening ditutup"]
    assert taken(tmp_path, failed) == (0, 1, 0) and taken(tmp_path, failed) == (0, 0, 1)
    try_again(payout_id=Payout.objects.get().pk)
    (again,) = rows_of(sent())
    assert again["RUJUKAN"] != row["RUJUKAN"]
    assert taken(tmp_path, failed) == (0, 0, 1) and Payout.objects.get().state == "sent"
    assert refused(taken, tmp_path, [row["RUJUKAN"], AMOUNT, "26-11-2025", ""]) == "payout_told_differently"
    assert taken(tmp_path, [again["RUJUKAN"], AMOUNT, "27-11-2025", ""]) == (1, 0, 0)


WRONG = [
    (["{n}-999-{f}", AMOUNT, "26-11-2025", ""], "payout_unknown"),
    (["25-000009-AAAA-{p}-{f}", AMOUNT, "26-11-2025", ""], "payout_unknown"),
    (["{r}", "41.999.999", "26-11-2025", ""], "payout_amount_differs"),
    (["{r}", AMOUNT, "24-11-2025", ""], "payout_paid_too_early"),
    (["{r}", AMOUNT, "28-11-2025", ""], "payout_day_to_come"),
]


@pytest.mark.parametrize(("row", "code"), WRONG)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_taken(approved, tmp_path, row, code):
    made = sent()
    pk, good = Payout.objects.get().pk, rows_of(made)[0]["RUJUKAN"]
    wrong = [cell.format(n=approved.number, p=pk, f=made.code, r=good) for cell in row]
    assert refused(taken, tmp_path, wrong) == code
    assert Payout.objects.get().state == "sent" and LineBalance.objects.get(line=approved.line).given_idr == 0


def test_one_wrong_row_keeps_the_good_ones_out_too(approved, tmp_path):
    good = [rows_of(sent())[0]["RUJUKAN"], AMOUNT, "26-11-2025", ""]
    assert refused(taken, tmp_path, good, good) == "payout_told_twice"
    other = [f"25-000009-AAAA-{10**9}-00000000", AMOUNT, "26-11-2025", ""]
    assert refused(taken, tmp_path, good, other) == "payout_unknown"
    assert Payout.objects.get().state == "sent"


PROBLEMS = [
    (["abc", AMOUNT, "26-11-2025", ""], "payout_reference_unknown"),
    (["{r}", AMOUNT, "", ""], "payout_says_both_or_nothing"),
    (["{r}", AMOUNT, "26-11-2025", "gagal"], "payout_says_both_or_nothing"),
    (["{r}", AMOUNT, "kemarin", ""], "payout_day_unreadable"),
    (["{r}", "empat puluh", "26-11-2025", ""], "payout_amount_unreadable"),
]


@pytest.mark.parametrize(("row", "code"), PROBLEMS)
def test_a_row_that_cannot_be_understood_is_named_with_its_number(tmp_path, row, code):
    rows = [HEAD, [cell.format(r="25-000001-ABCD-1-00000000") for cell in row]]
    read = read_results(as_csv(tmp_path / "hasil.csv", rows), OWN.payout_results)
    assert [(each.code, each.where) for each in read.problems] == [(code, "2")] and not read.told


@pytest.mark.parametrize("missing", range(4))
def test_a_missing_column_is_named_and_nothing_is_taken(tmp_path, missing):
    head = [cell for at, cell in enumerate(HEAD) if at != missing]
    rows = [head, ["25-000001-ABCD-1-00000000", AMOUNT, "26-11-2025"]]
    path = as_csv(tmp_path / "hasil.csv", rows)
    assert refused(read_results, path, OWN.payout_results) == "columns_changed"
