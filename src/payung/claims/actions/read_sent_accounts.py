"""Read the accounts that payouts were sent to: the reading is written down, with its reason, before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence

from payung.access.actions.note_reading import note_reading
from payung.claims.models import Payout
from payung.people.actions.read_account import OpenAccount
from payung.sealing.field import opened_rows


def read_sent_accounts(*, payouts: Sequence[Payout], reason: str) -> dict[int, OpenAccount]:
    """The account that each of these payouts was sent to, by number of the payout; without those of which none was kept.

    Raises Refused without a reason, or when the keys are not there.
    """
    known = [each for each in payouts if each.sent_bank]
    if not known:
        return {}
    note_reading(what="bank", table="payout", ids=[each.pk for each in known], reason=reason)
    told = opened_rows(known, "sent_number", "sent_holder")
    return {
        made.pk: OpenAccount(made.sent_bank, each["sent_number"], each["sent_holder"])
        for made, each in zip(known, told, strict=True)
    }
