"""The concepts that the rules ask for. A folder of the law without one of them is refused when it is read."""

from __future__ import annotations

_NAMES = {
    "accident": (
        "burial", "death_at_least", "death_percent", "dentures", "glasses", "hearing_aid", "homecare", "homecare_months",
        "inability_full_months", "inability_full_percent", "inability_later_percent", "loss_at_most_percent", "loss_ranges",
        "loss_table", "medical_care", "months_of_income", "periodic", "prosthesis_markup_percent", "total_percent",
        "transport_air", "transport_land", "transport_sea", "waiting_months",
    ),
    "claim": ("adult_from", "documents", "tax_number_above"),
    "contribution": (
        "income_tiers", "jht_rate", "jkk_rate", "jkm_amount", "lapse_months", "reduction_other", "reduction_transport",
        "reduction_reaches/apbd-kab", "reduction_reaches/apbd-prov", "reduction_reaches/apbdes", "reduction_reaches/apbn",
        "reduction_reaches/csr", "reduction_reaches/dbhcht", "reduction_reaches/self", "reduction_reaches/zakat",
    ),
    "deadline": (
        "claim_jkk_years", "claim_jkm_years", "collective_leave_is_off", "holidays", "late_counts", "late_per_mille",
        "pay_jkk_days", "pay_jkm_days", "report_hours",
    ),
    "death": ("burial", "lump_sum", "periodic", "waiting_months", "waiting_reading"),
    "eligibility": ("age_below", "age_from", "must_work", "nik_digits", "wage_earner"),
    "heirs": ("order", "shares"),
    "occupation": ("informal",),
    "privacy": (
        "access_hours", "breach_hours", "correction_hours", "erasure_hours", "restriction_hours", "withdrawal_hours",
    ),
    "scholarship": (
        "children_at_most", "level_ages", "levels", "membership_months_natural", "membership_months_work", "until_age",
        "wage_work_months", "which_children", "work_tolerated",
    ),
}  # fmt: skip
NEEDED = tuple(f"{folder}/{name}" for folder, names in _NAMES.items() for name in names)
