"""What one worker-month costs: JKK by income tier, JKM flat, less the temporary reduction of PP 50/2025; JHT by choice."""

from __future__ import annotations

from payung.rules.answer import Answer, line
from payung.rules.law import Law, Value
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

SECTORS = ("transport", "other")
PAYER_KINDS = ("apbn", "apbd-prov", "apbd-kab", "apbdes", "dbhcht", "csr", "zakat", "self")


def base_income_idr(law: Law, month: Month, income_idr: int) -> tuple[int, Value]:
    """The base income of the tier that an income falls in: the last tier that does not begin above the income.

    Raises Refused("income_negative") below zero. Source: PP 44/2015 Lampiran II.
    """
    if income_idr < 0:
        raise Refused("income_negative", income_idr=income_idr, least_idr=0)
    tiers = law.on("contribution/income_tiers", month.first_day)
    fitting = [tier for tier in tiers.value if tier["income_from_idr"] <= income_idr]
    return int(fitting[-1]["base_income_idr"]), tiers


def reduction_percent(law: Law, *, payer_kind: str, sector: str, month: Month) -> tuple[int, tuple[Value, ...]]:
    """Percent taken off JKK and JKM in a month of contribution. Source: PP 50/2025 Pasal 4 ayat 1."""
    if payer_kind not in PAYER_KINDS:
        raise Refused("payer_kind_unknown", payer_kind=payer_kind, known=", ".join(PAYER_KINDS))
    if sector not in SECTORS:
        raise Refused("sector_unknown", sector=sector, known=", ".join(SECTORS))
    percent = law.on(f"contribution/reduction_{sector}", month.first_day)
    reaches = law.on(f"contribution/reduction_reaches/{payer_kind}", month.first_day)
    if not percent.value:
        return 0, (percent,)
    return (int(percent.value) if reaches.value else 0), (percent, reaches)


def contribution(
    law: Law, *, payer_kind: str, sector: str, month: Month, income_idr: int, with_jht: bool = False
) -> Answer:
    """The price of one worker-month in rupiah, as items jkk and jkm, and jht by choice, which is never reduced.

    Raises Refused for a negative income, an unknown payer kind or sector; LawUnknown for a month before the evidence.
    """
    base, tiers = base_income_idr(law, month, income_idr)
    rate = law.on("contribution/jkk_rate", month.first_day)
    flat = law.on("contribution/jkm_amount", month.first_day)
    off, why = reduction_percent(law, payer_kind=payer_kind, sector=sector, month=month)
    less = f" x {100 - off} %" if off else ""
    jkk = base * rate.value * (100 - off) // 100_000
    jkm = flat.value * (100 - off) // 100
    # The reduction is cited wherever it is in force, also by a payer whom it does not reach.
    cited = why if len(why) > 1 else ()
    items = (
        line("jkk", jkk, f"{in_rupiah(base)} x {rate.value} per mil{less}", (rate, *cited), also=(tiers,)),
        line("jkm", jkm, f"{in_rupiah(flat.value)}{less}", (flat, *cited)),
    )
    answer = Answer(items, (tiers, rate, flat, *why))
    return answer + _jht(law, month, base, tiers) if with_jht else answer


def _jht(law: Law, month: Month, base_idr: int, tiers: Value) -> Answer:
    rate = law.on("contribution/jht_rate", month.first_day)
    formula = f"{in_rupiah(base_idr)} x {rate.value} per mil"
    return Answer((line("jht", base_idr * rate.value // 1000, formula, (rate,), also=(tiers,)),), (rate,))
