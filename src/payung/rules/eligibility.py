"""Who may come in: the checks of one proposed worker, judged on a day, under a programme's own limits.

Columns of a cleaned row (text is NFC, null is "not given"): nik, nik_was_number (bool), name, birth_on (date),
sex (L or P), village (a known code or null), village_known (bool), village_inside (bool), regency_known (bool),
occupation (a known code or null), phone (digits or null), phone_given (bool), decile (integer).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import narwhals as nw

from payung.rules import nik_parts as nik
from payung.rules.check import Check, failures
from payung.rules.law import Law
from payung.rules.limits import NO_LIMITS, Limits, age_limits
from payung.units.month import years_before

__all__ = ["Limits", "checks", "judge"]


def _nik_checks(form: str) -> list[Check]:
    rounded = nw.col("nik_was_number") & nw.col("nik").str.ends_with("0").fill_null(True)
    born = nw.col("birth_on").dt
    same_day = (born.day() == nik.day) & (born.month() == nik.month)
    same_birth = same_day & (born.year() % 100 == nik.year_of_century)
    same_sex = (nw.col("sex") == "P") == nik.is_female
    return [
        Check("nik_damaged_by_spreadsheet", "nik", "problem", "15 digits kept by spreadsheets", ~rounded),
        Check("nik_format", "nik", "problem", form, nik.form | rounded),
        Check("nik_date_impossible", "nik", "problem", form, rounded | nik.date_is_possible),
        Check("nik_serial_zero", "nik", "problem", form, rounded | (nik.serial > 0)),
        Check("nik_region_unknown", "nik", "warning", "NIK: digits 1 to 4", ~nik.form | nw.col("regency_known")),
        Check(
            "birth_date_differs_from_nik",
            "birth_on",
            "warning",
            "NIK: digits 7 to 12",
            ~nik.date_is_possible | same_birth,
        ),
        Check("sex_differs_from_nik", "sex", "warning", "NIK: digits 7 and 8", ~nik.date_is_possible | same_sex),
    ]


def _age_checks(law: Law, on: date) -> list[Check]:
    below, least = age_limits(law, on)
    turned_limit, turned_least = years_before(on, below.value), years_before(on, least.value)
    born = nw.col("birth_on")
    return [
        Check("birth_date_invalid", "birth_on", "problem", "", (~born.is_null()) & (born <= on).fill_null(True)),
        Check("age_over_limit", "birth_on", "problem", below.source, born > turned_limit),
        Check("age_under_limit", "birth_on", "problem", least.source, (born <= turned_least) | (born > on)),
    ]


def _place_checks() -> list[Check]:
    return [
        Check("village_unknown", "village", "problem", "Kemendagri", nw.col("village_known")),
        Check("village_outside_area", "village", "problem", "", ~nw.col("village_known") | nw.col("village_inside")),
    ]


def _programme_checks(limits: Limits) -> list[Check]:
    occupation, decile = nw.col("occupation"), nw.col("decile")
    found = [Check("occupation_unknown", "occupation", "warning", "", ~occupation.is_null())]
    if limits.occupations:
        fits = occupation.is_in(list(limits.occupations))
        found.append(Check("not_eligible_occupation", "occupation", "problem", limits.source, fits))
    if limits.decile_at_most is not None:
        fits = decile <= limits.decile_at_most
        found.append(Check("not_eligible_decile", "decile", "problem", limits.source, fits))
    return found


def checks(law: Law, on: date, limits: Limits = NO_LIMITS) -> list[Check]:
    """Every check of one proposed worker on a day, in the order in which they are told."""
    return [
        *_nik_checks(law.on("eligibility/nik_digits", on).source),
        Check("name_missing", "name", "problem", "", ~nw.col("name").is_null()),
        *_age_checks(law, on),
        *_place_checks(),
        *_programme_checks(limits),
        Check("phone_invalid", "phone", "warning", "", ~nw.col("phone_given") | ~nw.col("phone").is_null()),
    ]


def judge(rows: nw.LazyFrame[Any], checks: Sequence[Check], key: str) -> nw.LazyFrame[Any]:
    """The key of each row and one text column per check: its code where it failed, else null. Same grain as the rows."""
    return failures(nik.with_nik_parts(rows), checks, key)
