"""The money that leaves, as the page of a claim shows it: to whom, how far it is, and the end of the account it was sent to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access.queries import may
from payung.claims import queries as claims
from payung.sealing.field import opened_rows
from payung.units.refusal import Refused
from payung.units.words import words as sentences
from payung.web.access.signed_in import SignedIn
from payung.web.claims.words import PAYOUTS, WHAT, word
from payung.web.components.tags import language
from payung.web.people.bank import may_enter

if TYPE_CHECKING:
    from payung.claims.models import Claim, ClaimHeir, Payout

Facts = dict[str, Any]


def last_digits(rows: Sequence[ClaimHeir | Payout], column: str) -> dict[int, str]:
    """The last digits of the account of each row: opened together, and one by one only where one cannot be opened."""
    try:
        numbers = [str(told[column]) for told in opened_rows(rows, column)]
    except Refused:
        if len(rows) == 1:
            return {rows[0].pk: "?"}
        return {number: digits for row in rows for number, digits in last_digits([row], column).items()}
    return {row.pk: number[-4:] for row, number in zip(rows, numbers, strict=True)}


def _sent_to(payout: Payout, digits: dict[int, str]) -> str:
    """Where it was sent, masked; in words where that was not kept; nothing before it is sent."""
    if payout.state == "due":
        return ""
    if not payout.sent_bank:
        return _("tidak tercatat")
    return f"{payout.sent_bank} ****{digits[payout.pk]}"


def payout_facts(claim: Claim, *, sees_bank: bool) -> list[Facts]:
    """One row a payout, and whether it has no account to go to. What nobody inherits waits for none."""
    found = claims.payouts(claim)
    known = claims.payees(found)
    digits = last_digits([each for each in found if each.sent_bank], "sent_number") if sees_bank else {}
    return [
        {
            "payout": each, "state": word(PAYOUTS, each.state), "what": word(WHAT, each.what), "name": _payee(each.payee_name),
            "homeless": each.state == "due" and each.pk not in known and (each.heir is not None or claim.kind == "accident"),
            "sent_to": _sent_to(each, digits) if sees_bank else "",
        }
        for each in found
    ]  # fmt: skip


def missing_accounts(request: SignedIn, rows: list[Facts]) -> list[tuple[str, str]]:
    """Where the accounts that are missing are entered, and whose they are: each once."""
    may_worker_s = may(request.acting, "see-bank") and may_enter(request.acting)
    found = {}
    for payout, name in ((row["payout"], row["name"]) for row in rows if row["homeless"]):
        if payout.heir is not None:
            found[reverse("claim-heir-account", args=[payout.heir.pk])] = name
        elif payout.payee == "hospital":
            found[reverse("claim-hospital-account", args=[payout.claim.number, payout.about])] = name
        elif payout.payee == "worker" and may_worker_s:
            found[reverse("person-bank-enter", args=[payout.person_id])] = name
    return list(found.items())


def _payee(name: str) -> str:
    """Whom a payout is to: a name, or in words what nobody inherits."""
    return str(sentences().get(f"item_{name}", {}).get(language(), name))
