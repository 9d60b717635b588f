"""One account is one, however its bank and number were written down; two are two."""

import pytest

from payung.units.account import comparable

ALIKE = [
    ("BRI", "0123-4567 89"), ("bank bri", "123456789"), ("B R I", "0123456789"), ("BRI Unit Wanayasa", "0123.456.789"),
    ("PT. Bank Rakyat Indonesia (Persero) Tbk", "0123456789"), ("Bank  BRI cabang Purwakarta", "0123456789"),
]  # fmt: skip


@pytest.mark.parametrize(("bank", "number"), ALIKE)
def test_the_same_account_written_in_another_way_is_the_same(bank, number):
    assert comparable(bank, number) == "bri 123456789"


@pytest.mark.parametrize(
    ("bank", "number"), [("BNI", "0123456789"), ("BRI", "1234567890"), ("BPR Kerta Raharja", "0123456789")]
)
def test_another_bank_or_number_is_another_account(bank, number):
    assert comparable(bank, number) != comparable("BRI", "0123456789")


@pytest.mark.parametrize(
    ("bank", "said"), [("BPR Kerta Raharja", "bprkertaraharja 7"), ("Bank", "bank 7"), ("銀行", "銀行 7")]
)
def test_a_bank_that_is_not_known_is_called_as_it_was_written(bank, said):
    assert comparable(bank, "0007") == said


def test_a_number_of_zeros_stays_one():
    assert comparable("BRI", "000000") == "bri 000000"
