"""Read the accounts of heirs in full: the reading is written down, with its reason, before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence

from payung.access.actions.note_reading import note_reading
from payung.claims.models import ClaimHeir
from payung.people.actions.read_account import OpenAccount
from payung.sealing.field import opened_rows


def read_heir_accounts(*, heirs: Sequence[ClaimHeir], reason: str) -> list[OpenAccount]:
    """The accounts of these heirs, in their order; each must have one. Raises Refused without a reason, or when the keys are not
    there."""
    if not heirs:
        return []
    note_reading(what="bank", table="claim_heir", ids={each.pk for each in heirs}, reason=reason)
    told = opened_rows(heirs, "account_number", "account_holder")
    return [
        OpenAccount(heir.bank, each["account_number"], each["account_holder"])
        for heir, each in zip(heirs, told, strict=True)
    ]
