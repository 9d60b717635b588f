"""Rupiah as banks write them: whole, signed, never rounded and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.exchange.money import amount_idr
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures

READ = {
    "16800": 16_800, "16.800": 16_800, "16,800": 16_800, "16.800,00": 16_800, "16,800.00": 16_800, "Rp 16.800,-": 16_800,
    "Rp. 1.000.000": 1_000_000, "16800.0": 16_800, "-16.800": -16_800, "(16.800,00)": -16_800, "16.800 DB": -16_800,
    "16.800,00 CR": 16_800, "IDR16800": 16_800, "0,00": 0, "1,5": None, "16.800,50": None, "1.00.000": None, "1.000.00": None,
    "": None, "abc": None, "16 800": 16_800, "--5": None, "(5": None, "1e3": None, "１６": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "idr"), READ.items())
def test_an_amount_is_read_whole_or_refused(text, idr):
    if idr is not None:
        assert amount_idr(text, row=1) == idr
        return
    with pytest.raises(Refused) as refused:
        amount_idr(text, row=7)
    assert refused.value.facts["row"] == 7


@given(st.integers(-(10**13), 10**13))
def test_what_was_written_the_indonesian_way_is_read_back(idr):
    sign = "-" if idr < 0 else ""
    for text in (f"{sign}{in_figures(abs(idr))}", f"{sign}Rp {in_figures(abs(idr))},00", str(idr)):
        assert amount_idr(text, row=1) == idr
