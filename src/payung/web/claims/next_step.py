"""The one next step of a claim: what it is, and whether whoever looks may do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from payung.claims.queries.work import OVER

if TYPE_CHECKING:
    from payung.access.queries import Acting

# Who does each step: any of these permissions.
_WHOSE = {
    "heirs": ("report-claims", "handle-claims"), "papers": ("report-claims", "handle-claims"),
    "proof": ("report-claims", "handle-claims"),
    "complete": ("handle-claims",), "assess": ("handle-claims",), "decide": ("approve-claims",),
    "facts": ("report-claims", "handle-claims"), "conclude": ("handle-claims",), "outcome": ("handle-claims",),
    "death": ("report-claims",), "death-heirs": ("report-claims", "handle-claims"),
    "account": ("handle-claims",), "pay": ("pay-claims",), "held": ("handle-claims",), "failed": ("pay-claims",),
    "bank": ("pay-claims",), "school": ("handle-claims",), "school-approve": ("approve-claims",), "paid": (), "refused": (),
    "withdrawn": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step by its code, and whether it is one's own to do."""

    code: str
    mine: bool


def _while_reported(facts: dict[str, Any]) -> str:
    if facts["cover"] is None:
        return "assess"
    if not facts["heirs"] and facts["claim"].kind == "death":
        return "heirs"
    if facts["lack"] == "facts":
        return "facts"
    # What a doctor says comes before "complete": stated later, the days to pay would begin anew.
    if facts["missing"] or facts["lack"]:
        return "papers" if facts["missing"] else str(facts["lack"])
    return "proof" if facts["unproven"] else "complete"


def _while_approved(facts: dict[str, Any]) -> str:
    states = {each["payout"].state for each in facts["payouts"]}
    if "failed" in states:
        return "failed"
    if any(each["homeless"] for each in facts["payouts"]):
        return "account"
    return "pay" if "due" in states else "bank"


def _while_paid(facts: dict[str, Any]) -> str:
    """A claim that was paid is done, but for school years that are due."""
    if {each["payout"].state for each in facts["payouts"]} - {"paid"}:
        return _while_approved(facts)
    if any(each["may_decide"] or each["mine"] or each["above"] for each in facts["school_approvals"]):
        return "school-approve"
    return "school" if facts["school_proofs"] else "paid"


def _code(facts: dict[str, Any]) -> str:
    claim = facts["claim"]
    if claim.held_why and claim.state not in OVER:
        return "held"
    if claim.state == "reported":
        return _while_reported(facts)
    if claim.state == "approved":
        return _while_approved(facts)
    if claim.state == "paid":
        return _while_paid(facts)
    if claim.state == "complete" and facts["cover"] and facts["lack"]:
        return str(facts["lack"])
    return {"complete": "assess", "assessed": "decide"}.get(claim.state, str(claim.state))


def next_step(acting: Acting, facts: dict[str, Any]) -> NextStep:
    """What is to be done next. Whoever assessed does not decide."""
    code = _code(facts)
    mine = any(acting.may(permission) for permission in _WHOSE[code])
    if code == "decide" and facts["given"].get("by") == acting.by:
        mine = False
    if code == "school-approve" and not any(each["may_decide"] for each in facts["school_approvals"]):
        mine = False
    return NextStep(code, mine)
