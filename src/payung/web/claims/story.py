"""A claim as a story from top to bottom: what happened, covered or not, who receives, which papers, what the law gives, who
decided, what was paid. Everything that its page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from payung.access.queries import approves_up_to, may
from payung.claims import queries as claims
from payung.claims.actions.assess import OF_EACH_HEIR, compute, needed_papers, receivers
from payung.claims.actions.check_family import wants_proof
from payung.claims.actions.share_death import nobody_left
from payung.claims.queries.accident import accident_of
from payung.claims.queries.entitled import cover_of
from payung.complaints.queries import complaints_about
from payung.insight.claim_letter import NEEDS as LETTER_NEEDS
from payung.membership.queries import last_covered_month
from payung.regions import queries as regions
from payung.rules.family import RELATIONS as SAID_AS
from payung.rules.law import LawUnknown, law
from payung.rules.papers import is_minor
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah
from payung.units.words import words as sentences
from payung.web.access.signed_in import SignedIn
from payung.web.claims.accident_story import accident_facts, lack
from payung.web.claims.clock import clock_of
from payung.web.claims.mend_story import mend_facts
from payung.web.claims.messages import told_by_message, who_hears
from payung.web.claims.next_step import next_step
from payung.web.claims.payout_story import last_digits, missing_accounts, payout_facts
from payung.web.claims.refusals import told
from payung.web.claims.scholarship_story import scholarship_facts
from payung.web.claims.seen import crumbs
from payung.web.claims.words import (
    FUNERAL,
    LETTERS,
    NEEDED,
    RELATIONS,
    STATES,
    TELLERS,
    VERDICTS,
    WHAT,
    happened,
    signal,
    tone,
    word,
)
from payung.web.claims.words import paper as paper_words
from payung.web.components.complaints import told_of
from payung.web.components.tags import language
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.claims.actions.assess import Computed
    from payung.claims.models import Assessment, Claim, ClaimDocument, ClaimHeir

Facts = dict[str, Any]


def law_lines(items: list[dict[str, Any]]) -> list[Facts]:
    """The lines of an answer, from its plain data: in words, with formula, article, and whether it is verified."""
    known = sentences()
    return [
        {
            **row, "unverified": row.get("evidence") == "unverified", "formula": _formula(row),
            "word": known.get(f"item_{row['code']}", {}).get(language(), row["code"]).format(about="").strip(" ,"),
        }
        for row in items
        # The right to care is no sum: what was spent on it stands in a line of its own.
        if row["code"] != "medical_care"
    ]  # fmt: skip


def _formula(row: Facts) -> str:
    """How an amount comes about; nothing where that only says the amount again."""
    said, amount = str(row.get("formula", "")), in_rupiah(row["amount_idr"])
    return "" if said in (amount, f"{amount} / 1") else said


def computed_of(claim: Claim, family: list[ClaimHeir]) -> tuple[Computed | None, str]:
    """What the law gives as things stand; None for an accident nobody described, where the law of the day is unknown, or where
    what was entered cannot be counted: then also why not, in words."""
    if claim.kind == "accident" and accident_of(claim) is None:
        return None, ""
    try:
        return compute(law(), claim, family), ""
    except LawUnknown:
        return None, ""
    except Refused as refusal:
        return None, told(refusal)


def _law_facts(claim: Claim, computed: Computed | None, made: Assessment | None) -> Facts:
    """What was assessed last while that holds, else what would be computed now."""
    if made and claim.state not in ("reported", "complete"):
        return {
            "lines": law_lines(made.answer["items"]), "total_idr": made.total_idr, "computed_idr": made.computed_idr,
            "deviates_why": made.deviates_why, "shares": made.shares, "unverified": made.answer.get("unverified", []),
            "digest": made.law_digest[:12], "by": made.made_by, "at": made.made_at,
        }  # fmt: skip
    if computed is None:
        return {}
    return {
        "lines": law_lines([item.for_json() for item in computed.answer.items]), "total_idr": computed.total_idr,
        "computed_idr": computed.total_idr, "shares": list(computed.shares), "unverified": computed.answer.unverified,
    }  # fmt: skip


def _heirs(claim: Claim, family: list[ClaimHeir], shares: list[Facts], *, sees_bank: bool) -> list[Facts]:
    share_of = {share["heir"]: {**share, "formula": _formula(share)} for share in shares}
    digits = last_digits([heir for heir in family if heir.bank], "account_number") if sees_bank else {}
    return [
        {
            "heir": heir, "relation": word(RELATIONS | FUNERAL, heir.relation), "share": share_of.get(heir.pk),
            "minor": is_minor(law(), heir.birth_on, claim.happened_on), "wants_proof": wants_proof(claim, heir),
            "proof": paper_words(heir.proof.kind) if heir.proof else "",
            "digits": digits.get(heir.pk, ""),
        }
        for heir in family
    ]  # fmt: skip


def _named_first(claim: Claim, family: list[ClaimHeir]) -> Facts:
    """Whom the worker named at enrolment, for a form that is still empty; nobody once somebody was written down."""
    person = claim.person
    if family or not person.heir_name:
        return {}
    said = " ".join((person.heir_relation or "").split()).lower()
    return {"heir_name": person.heir_name, "relation": SAID_AS.get(said, said)}


def _nobody_s(shares: list[Facts]) -> list[Facts]:
    """Shares that no heir receives: the burial's cost to whoever paid it, the rest to the fund."""
    return law_lines([share for share in shares if not share["heir"] and not share.get("payee")])


def _payees(claim: Claim, shares: list[Facts]) -> list[Facts]:
    """Who is paid after an accident: the worker, or the heirs of one who has died, and each hospital on its letter."""
    heirs_of_worker = _("ahli waris %(name)s") % {"name": claim.person.name}
    unnamed = claim.person.died_on is not None and claim.state in ("reported", "complete", "assessed")
    return [
        {
            **share, "what": word(WHAT, share["what"]),
            "name": heirs_of_worker if unnamed and share["payee"] == "worker" else share["name"],
        }
        for share in shares if share.get("payee")
    ]  # fmt: skip


def _papers(needed: list[Any], brought: list[ClaimDocument], receive: int) -> list[Facts]:
    """One row a paper that is needed, with those of its kind that were brought; then what was brought besides."""
    rows = []
    for paper in needed:
        own = [each for each in brought if each.kind == paper.document]
        good = [each for each in own if not each.rejected_why]
        wanted = receive if paper.document in OF_EACH_HEIR else 1
        state = "brought" if len(good) >= wanted else "rejected" if own and not good else "missing"
        rows.append(
            {
                "code": paper.document, "word": paper_words(paper.document), "why": word(NEEDED, paper.needed), "state": state,
                "files": own, "evidence": paper.rule.evidence, "wanted": wanted, "there": len(good),
            }
        )  # fmt: skip
    asked = {paper.document for paper in needed}
    besides = dict.fromkeys(each.kind for each in brought if each.kind not in asked)
    more = [{"code": kind, "word": paper_words(kind), "why": "", "state": "brought",
             "files": [each for each in brought if each.kind == kind]} for kind in besides]  # fmt: skip
    return rows + more


def cover_facts(claim: Claim) -> Facts:
    """Whether and by whom the worker was covered on the day that counts, or the last month that was paid before it."""
    cover = cover_of(claim)
    last = None if cover else last_covered_month(claim.person_id, claim.happened_on)
    return {"cover": cover, "last_paid": last}


def _letters(request: SignedIn, facts: Facts) -> list[tuple[str, str]]:
    """The letters that whoever looks may make now: a decision once there is one, a proof of payment once something is paid."""
    there = {
        "receipt": facts["claim"].state != "withdrawn",
        "heirs": facts["claim"].kind == "death" and facts["claim"].state != "withdrawn",
        "decision": any(row["decision"].verdict != "returned" for row in facts["decisions"]),
        "payment": any(row["payout"].state == "paid" for row in facts["payouts"]),
    }  # fmt: skip
    return [(kind, word(LETTERS, kind)) for kind in LETTERS if there[kind] and may(request.acting, LETTER_NEEDS[kind])]


def _rights(request: SignedIn) -> dict[str, bool]:
    asked = ("report-claims", "handle-claims", "approve-claims", "pay-claims")
    return {f"may_{each.split('-')[0]}": may(request.acting, each) for each in asked}


def _family_facts(claim: Claim, family: list[ClaimHeir], brought: list[ClaimDocument]) -> Facts:
    """What the forms about the family offer: whom the worker named, which papers may prove an heir, who still wants one."""
    return {
        "named_first": _named_first(claim, family),
        "proofs": [(each.pk, paper_words(each.kind), each.brought_at) for each in brought if not each.rejected_why],
        "unproven": [heir for heir in family if wants_proof(claim, heir)],
        "nobody_left": nobody_left([heir.relation for heir in family]),
        "relations": [(code, word(RELATIONS, code)) for code in RELATIONS],
    }


def story(request: SignedIn, claim: Claim) -> Facts:
    """Everything that the page of a claim shows to whoever looks."""
    family, made, rights = claims.heirs_of(claim), claims.last_assessment(claim), _rights(request)
    computed, uncounted = computed_of(claim, family)
    given = _law_facts(claim, computed, made)
    given["reckoned"] = any(line["formula"] for line in given.get("lines", []))  # no column of nothing
    cover = cover_facts(claim)
    total_idr = computed.total_idr if computed else given.get("total_idr", 0)
    needed = needed_papers(law(), claim, family, total_idr) if cover["cover"] else []  # nobody runs for papers in vain
    brought = claims.documents(claim)
    papers = _papers(needed, brought, receivers(law(), claim, family))
    sees_bank = rights["may_handle"] or rights["may_approve"]
    shares, told_it = given.get("shares", []), claims.reports(claim)
    facts: Facts = {
        "claim": claim, "circumstances": claims.circumstances(claim),
        "person": claim.person, "village": regions.region(claim.village), "on": day_of_judgement(),
        "state": word(STATES, claim.state), "tone": tone(claim.state), "what": happened(claim.kind, claim.cause),
        "reports": [{"report": r, "teller": word(TELLERS, r.teller)} for r in told_it],
        "heirs": _heirs(claim, family, shares, sees_bank=sees_bank), "papers": papers, "given": given,
        "nobody_s": _nobody_s(shares), "missing": [row for row in papers if row["state"] in ("missing", "rejected")],
        "signals": _signals(claim, made) if rights["may_handle"] or rights["may_approve"] else [],
        "decisions": [{"decision": d, "word": word(VERDICTS, d.verdict)} for d in claims.decisions(claim)],
        "steps": [{"step": s, "word": word(STATES, s.to_state)} for s in claims.steps(claim)],
        "payouts": payout_facts(claim, sees_bank=sees_bank), "payees": _payees(claim, shares), "uncounted": uncounted,
        "lack": lack(claim, shares),
        "open": claim.state in ("reported", "complete", "assessed"), "may_read": sees_bank,
        **_family_facts(claim, family, brought),
        "paper_kinds": _other_papers(papers),
        "assessment_id": made.pk if made else "", "may_see_person": may(request.acting, "see"),
        "breadcrumbs": crumbs(request, (claim.number, "")), "clock": clock_of(claim), **cover, **rights,
        **mend_facts(request, claim),
        **accident_facts(claim, brought), **scholarship_facts(claim, family, brought, request.acting),
    }  # fmt: skip
    more = {
        "letters": _letters(request, facts), "accounts": missing_accounts(request, facts["payouts"]),
        "limit": _limit(request, given), "told_by_message": told_by_message(claim), "who_hears": who_hears(told_it, family),
        "may_message": bool(settings.MESSAGES_URL),
        "complaints": told_of(complaints_about(claim.pk)), "may_complain": may(request.acting, "complain"),
    }  # fmt: skip
    return facts | more | {"next": next_step(request.acting, facts)}


def _limit(request: SignedIn, given: Facts) -> str:
    """Why whoever looks may not approve this sum alone, in words; nothing where they may."""
    most = approves_up_to(request.acting.role)
    if most is None or given.get("total_idr", 0) <= most:
        return ""
    return told(Refused("above_your_limit", limit=in_rupiah(most), given=in_rupiah(given["total_idr"])))


def _signals(claim: Claim, made: Assessment | None) -> list[str]:
    found = claims.signals_shown(claim, made)
    return [signal(str(each["code"]), int(each["number"]), str(each.get("about", ""))) for each in found]


def _other_papers(rows: list[Facts]) -> list[tuple[str, str]]:
    asked = {row["code"] for row in rows}
    return [(code, paper_words(code)) for code in claims.PAPERS if code not in asked]
