"""Read the accounts that payouts go to in full: of heirs and workers the reading is written down before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence

from payung.claims.actions.read_heir_accounts import read_heir_accounts
from payung.claims.models import ClaimHeir, Payout, TreatmentLetter
from payung.claims.queries import payees
from payung.people.actions.read_account import OpenAccount, read_accounts


def read_payee_accounts(*, payouts: Sequence[Payout], reason: str) -> dict[int, OpenAccount]:
    """The account of each payout that has one, by number of the payout. Raises Refused without a reason, or when the keys are not
    there."""
    known = payees(payouts)
    heirs = {number: each for number, each in known.items() if isinstance(each, ClaimHeir)}
    letters = {number: each for number, each in known.items() if isinstance(each, TreatmentLetter)}
    workers = {number: each for number, each in known.items() if not isinstance(each, ClaimHeir | TreatmentLetter)}
    return {
        **dict(zip(heirs, read_heir_accounts(heirs=list(heirs.values()), reason=reason), strict=True)),
        **dict(zip(workers, read_accounts(accounts=list(workers.values()), reason=reason), strict=True)),
        **{
            number: OpenAccount(each.bank, each.account_number, each.account_holder) for number, each in letters.items()
        },
    }
