"""The contribution of a worker-month written for openfisca-core: income, sector and payer kind by month to rupiah.

The values come from the same folder of the law, so that both answer by the same figures; the rule is written anew, in that
library's own manner: variables with formulas, parameters by date, a scale for the tiers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode, ParameterScale
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from payung.rules.contribution import PAYER_KINDS, SECTORS
from payung.rules.law import Law

Person = build_entity(key="person", plural="persons", label="A worker", is_person=True)
Sector = Enum("Sector", [(name, name) for name in SECTORS])
PayerKind = Enum("PayerKind", [(name.replace("-", "_"), name) for name in PAYER_KINDS])


class income(Variable):
    """Income of the month in rupiah."""

    value_type, entity, definition_period = float, Person, DateUnit.MONTH


class sector(Variable):
    """Transport or other."""

    value_type, possible_values, default_value = Enum, Sector, Sector.other
    entity, definition_period = Person, DateUnit.MONTH


class payer_kind(Variable):
    """Who pays."""

    value_type, possible_values, default_value = Enum, PayerKind, PayerKind.self
    entity, definition_period = Person, DateUnit.MONTH


class reduction_percent(Variable):
    """Percent taken off JKK and JKM."""

    value_type, entity, definition_period = int, Person, DateUnit.MONTH

    def formula(persons: Any, period: Any, parameters: Any) -> Any:
        found = parameters(period)
        off = np.where(persons("sector", period) == Sector.transport, found.reduction.transport, found.reduction.other)
        reached = np.array([getattr(found.reaches, kind.name) for kind in PayerKind])
        return np.where(reached[np.asarray(persons("payer_kind", period))], off, 0)


class contribution(Variable):
    """JKK and JKM of the month in rupiah."""

    value_type, entity, definition_period = int, Person, DateUnit.MONTH

    def formula(persons: Any, period: Any, parameters: Any) -> Any:
        found = parameters(period)
        stays = 100 - persons("reduction_percent", period)
        jkk = np.floor(found.tiers.calc(persons("income", period)) * found.jkk_rate * stays / 100_000)
        return jkk + np.floor(found.jkm_amount * stays / 100)


def _dated(law: Law, concept: str) -> dict[str, Any]:
    return {"values": {str(v.starts): {"value": v.value} for v in law.history(f"contribution/{concept}")}}


def _parameters(law: Law) -> ParameterNode:
    reaches = {kind.replace("-", "_"): _dated(law, f"reduction_reaches/{kind}") for kind in PAYER_KINDS}
    root = ParameterNode("", data={
        "jkk_rate": _dated(law, "jkk_rate"), "jkm_amount": _dated(law, "jkm_amount"),
        "reduction": {name: _dated(law, f"reduction_{name}") for name in SECTORS}, "reaches": reaches,
    })  # fmt: skip
    (tiers,) = law.history("contribution/income_tiers")
    day = str(tiers.starts)
    brackets = [
        {"threshold": {day: {"value": row["income_from_idr"]}}, "amount": {day: {"value": row["base_income_idr"]}}}
        for row in tiers.value
    ]
    root.add_child("tiers", ParameterScale("tiers", {"metadata": {"type": "single_amount"}, "brackets": brackets}, ""))
    return root


def system(law: Law) -> TaxBenefitSystem:
    """The rule with the parameters of the law."""
    found = TaxBenefitSystem([Person])
    found.parameters = _parameters(law)
    found.add_variables(income, sector, payer_kind, reduction_percent, contribution)
    return found


def contributions(rule: TaxBenefitSystem, month: str, incomes: Any, sectors: Any, payers: Any) -> Any:
    """Rupiah of each person for one month; sectors and payers as their places in SECTORS and PAYER_KINDS."""
    simulation = SimulationBuilder().build_default_simulation(rule, count=len(incomes))
    simulation.set_input("income", month, incomes)
    simulation.set_input("sector", month, Sector.encode(sectors))
    simulation.set_input("payer_kind", month, PayerKind.encode(payers))
    return simulation.calculate("contribution", month)
