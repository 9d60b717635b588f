"""Reads of claims: one with all that belongs to it, the work list, and a worker found though the name or NIK is mistyped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from payung.access.queries import prepared
from payung.claims.models import (
    DOCUMENTS,
    Assessment,
    Claim,
    ClaimCircumstance,
    ClaimCorrection,
    ClaimDocument,
    ClaimHeir,
    ClaimMessage,
    ClaimReport,
    ClaimStep,
    Decision,
    Payout,
    TreatmentLetter,
)
from payung.people.queries import accounts_in_use, open_accounts
from payung.units.nik import masked

if TYPE_CHECKING:
    from payung.people.models import BankAccount


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parents[1] / "sql" / f"{name}.sql").read_text("utf-8")


def claim(number: str) -> Claim | None:
    """The claim with this number in sight, with its worker and line, or None."""
    return Claim.objects.select_related("person", "line").filter(number=number).first()


def claims_of(person_id: int) -> list[Claim]:
    """The claims for one worker in sight, the first one first."""
    return list(Claim.objects.filter(person_id=person_id).order_by("id"))


def claim_of_death(person_id: int) -> Claim | None:
    """The claim that stands for a worker's death in sight, or None."""
    return Claim.objects.filter(person_id=person_id, kind="death").exclude(state="withdrawn").first()


def by_deadline(state: str = "") -> list[Claim]:
    """The claims in sight, of one state or all, the nearest day to pay by first, those without one last."""
    found = Claim.objects.filter(state=state) if state else Claim.objects.all()
    return list(found.order_by(F("due_on").asc(nulls_last=True), "id"))


def reports(of: Claim) -> list[ClaimReport]:
    """Everybody who told it, the first one first."""
    return list(ClaimReport.objects.filter(claim=of).order_by("id"))


def messages_of(of: Claim) -> list[ClaimMessage]:
    """The messages to whoever told of it or is left behind, with whom they are for, the first one first."""
    return list(ClaimMessage.objects.select_related("report", "heir").filter(claim=of).order_by("id"))


def documents(of: Claim) -> list[ClaimDocument]:
    """The papers that were brought, the first one first, rejected ones too."""
    return list(ClaimDocument.objects.filter(claim=of).order_by("id"))


def heirs_of(of: Claim) -> list[ClaimHeir]:
    """The living relations that were named, without those removed."""
    return list(ClaimHeir.objects.select_related("proof").filter(claim=of, removed_why="").order_by("id"))


# What kinds of papers there are, in the order in which a page offers them.
PAPERS = DOCUMENTS
_LARGEST = 2**63 - 1  # a number beyond it stands in no table, and the database would not take it


def heir(heir_id: int) -> ClaimHeir | None:
    """One living relation of a claim in sight, not removed, with the claim; or None."""
    known = ClaimHeir.objects.select_related("claim", "claim__person").filter(removed_why="")
    return known.filter(pk=heir_id).first() if heir_id <= _LARGEST else None


def document(document_id: int) -> ClaimDocument | None:
    """One paper of a claim in sight, with the claim; or None."""
    known = ClaimDocument.objects.select_related("claim")
    return known.filter(pk=document_id).first() if document_id <= _LARGEST else None


def last_assessment(of: Claim) -> Assessment | None:
    """What was computed last, or None."""
    return Assessment.objects.filter(claim=of).order_by("-id").first()


def decisions(of: Claim) -> list[Decision]:
    """What was decided, the first one first."""
    return list(Decision.objects.filter(claim=of).order_by("id"))


def last_verdict(of: Claim) -> Decision | None:
    """The last decision that approved or refused the claim, with what it is about, or None."""
    made = Decision.objects.select_related("assessment").filter(claim=of).exclude(verdict="returned")
    return made.order_by("-id").first()


def approval(of: Claim) -> Decision | None:
    """The decision that approved the claim, with what it approved, or None."""
    return Decision.objects.select_related("assessment").filter(claim=of, verdict="approved").first()


def payouts(of: Claim) -> list[Payout]:
    """The money that leaves, one row a payee and reason, in the order in which it was instructed."""
    return list(Payout.objects.select_related("claim", "heir").filter(claim=of).order_by("id"))


def payees(of: Sequence[Payout]) -> dict[int, ClaimHeir | BankAccount | TreatmentLetter]:
    """Whose account each payout goes to, by number of the payout: the heir's or child's, a hurt worker's own, or that of the
    hospital on the letter. Without those that have none."""
    workers = accounts_in_use({each.person_id for each in of if _is_to_worker(each)})
    hospitals = {each.about for each in of if each.payee == "hospital"}
    letters = {each.number: each for each in TreatmentLetter.objects.filter(number__in=hospitals).exclude(bank="")}
    found: dict[int, ClaimHeir | BankAccount | TreatmentLetter | None] = {}
    for each in of:
        if each.heir is not None:
            found[each.pk] = each.heir if each.heir.bank else None
        else:
            found[each.pk] = workers.get(each.person_id) if _is_to_worker(each) else letters.get(each.about)
    return {number: account for number, account in found.items() if account is not None}


def _is_to_worker(payout: Payout) -> bool:
    """What nobody inherits after a death is named by its code alone: the worker's own account is none for it."""
    return payout.payee == "worker" and payout.claim.kind == "accident"


def payout(payout_id: int) -> Payout | None:
    """One payout in sight with its claim, or None."""
    return Payout.objects.select_related("claim").filter(pk=payout_id).first() if payout_id <= _LARGEST else None


def has_account() -> Q:
    """Which payouts have an account to go to: those whom `payees` finds one for."""
    of_worker = open_accounts().filter(person=OuterRef("person"))
    of_hospital = TreatmentLetter.objects.filter(number=OuterRef("about")).exclude(bank="")
    return (
        (Q(heir__isnull=False) & ~Q(heir__bank=""))
        | (Q(heir=None, payee="worker", claim__kind="accident") & Exists(of_worker))
        | (Q(heir=None, payee="hospital") & Exists(of_hospital))
    )


def sendable() -> list[Payout]:
    """The payouts in sight that can leave now: due, to somebody who has an account, of a claim that nobody holds; by number."""
    due = Payout.objects.select_related("claim", "heir").filter(state="due", claim__held_why="")
    return list(due.filter(has_account()).order_by("id"))


def without_account() -> list[str]:
    """The numbers of the claims in sight with a payout that is due and has no account to go to."""
    due = Payout.objects.filter(state="due").exclude(has_account())
    return sorted(set(due.values_list("claim__number", flat=True)))


def sent_in(code: str) -> list[Payout]:
    """The payouts of one file to the bank that have not been answered, by number."""
    return list(Payout.objects.select_related("claim", "heir").filter(bank_file=code, state="sent").order_by("id"))


def without_mark() -> int:
    """How many accounts of heirs in sight cannot be compared: they were entered before there were marks."""
    return ClaimHeir.objects.filter(account_number__isnull=False, account_mark=None).count()


def steps(of: Claim) -> list[ClaimStep]:
    """Every step that the claim took, the first one first."""
    return list(ClaimStep.objects.filter(claim=of))


def circumstances(of: Claim) -> ClaimCircumstance | None:
    """What was told of something that happened at work, or None."""
    return ClaimCircumstance.objects.filter(claim=of).first()


def corrections(of: Claim) -> list[ClaimCorrection]:
    """What of the claim was told wrongly and stands otherwise now, the first one first."""
    return list(ClaimCorrection.objects.filter(claim=of))


def withdrawal(of: Claim) -> ClaimStep | None:
    """The step by which a claim was withdrawn: when, by whom, why; None for one that stands."""
    last = ClaimStep.objects.filter(claim=of, to_state="withdrawn").last()
    return last if of.state == "withdrawn" else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """A worker who may be meant: how alike the name is (0 to 100), and by how many digits the NIK differs, if one was given."""

    id: int
    nik_masked: str
    name: str
    birth_on: date
    village: str
    village_name: str
    alike: int
    digits_off: int | None
    died_on: date | None


def find_workers(*, village: str, name: str = "", nik: str = "", limit: int = 10) -> list[Likeness]:
    """Workers of a village (or a district) in sight whose name or NIK is like what was said, the most alike first.

    A name may be misspelt or told by halves, a NIK may have up to two wrong digits. Nothing said finds nobody.
    """
    if not name.strip() and not nik.strip():
        return []
    with prepared() as db:
        db.execute(statement("find_workers"), {"village": village, "name": name, "nik": nik.strip(), "limit": limit})
        found = db.fetchall()
    return [Likeness(number, masked(has), *rest) for number, has, *rest in found]


def number_in_series(series: str, year: int) -> int:
    """The next number of a series of letters or claims in a year, without gaps: it is taken with what it is given to."""
    with connection.cursor() as db:
        db.execute("SELECT next_in_series(%s, %s)", [series, year])
        return int(db.fetchone()[0])


# An enrolment within a month of the death is looked at: long enough for a list sent after bad news, short enough to be rare.
_JUST_BEFORE_DAYS = 30


def signals_of(claims: Sequence[int]) -> dict[int, list[dict[str, int | str]]]:
    """What is odd about claims, by claim, one entry a signal: its code, a number, and what it is `about` where there is a choice.
    They are shown, and decide nothing."""
    found: dict[int, list[dict[str, int | str]]] = {}
    with connection.cursor() as db:
        db.execute(statement("signals"), {"claims": list(claims), "just_before_days": _JUST_BEFORE_DAYS})
        for claim_id, code, number, about in db.fetchall():
            told = {"code": code, "number": int(number), **({"about": about} if about else {})}
            found.setdefault(claim_id, []).append(told)
    return found


def signals_shown(of: Claim, made: Assessment | None) -> list[dict[str, int | str]]:
    """The signals of a claim as they are now, and those that its assessment was handed over with: accounts are often entered
    after the approval."""
    then = made.signals if made and of.state not in ("reported", "complete") else []
    now = signals_of([of.pk]).get(of.pk, [])
    return list({(each["code"], each.get("about")): each for each in [*then, *now]}.values())
