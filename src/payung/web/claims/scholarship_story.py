"""What the page of a claim tells of scholarships: the children, every year to its end with its sum, and why one stops."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from payung.access.queries import approves_up_to
from payung.claims.queries.entitled import child_of, gives_scholarships
from payung.claims.queries.scholarship import scholarships, why_not
from payung.claims.queries.school_years import waits_for
from payung.rules.family import WORK
from payung.rules.law import law
from payung.units.rupiah import in_rupiah
from payung.web.claims.words import SCHOOL_WAITS, SCHOOL_WAITS_TONES, WORK_OF_A_CHILD, word
from payung.web.components.tags import language
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.access.queries import Acting
    from payung.claims.models import Claim, ClaimDocument, ClaimHeir, ScholarshipChild, ScholarshipYear
    from payung.claims.queries.scholarship import Schooled
    from payung.rules.scholarship import SchoolYear

Facts = dict[str, Any]


def school_word(code: str, number: int, on: date) -> str:
    """A school year in words: "Sekolah dasar, tahun 5"; the code of a level that the law of the day does not know."""
    return _school(_levels(on), code, number)


def _school(levels: dict[str, str], code: str, number: int) -> str:
    # What else a level may be ("or training") has no room in a row.
    return gettext("%(level)s, tahun %(year)s") % {"level": levels.get(code, code).partition(",")[0], "year": number}


def _levels(on: date) -> dict[str, str]:
    return {row["code"]: row["name"][language()] for row in law().on("scholarship/levels", on).value}


def _year(year: ScholarshipYear, levels: dict[str, str], acting: Acting) -> Facts:
    on, most = day_of_judgement(), approves_up_to(acting.role)
    code = waits_for(year, on)
    within = most is None or year.amount_idr <= most
    return {
        "year": year, "level": _school(levels, year.level, year.year), "code": code, "state": word(SCHOOL_WAITS, code),
        "tone": SCHOOL_WAITS_TONES.get(code, "waiting"), "why": why_not(year, language()), "field": f"why_year_{year.pk}",
        "may_decide": code == "approval" and year.checked_by != acting.by and on >= year.due_on and within,
        "above": "" if within or code != "approval" else in_rupiah(most or 0),
        "mine": code == "approval" and year.checked_by == acting.by, "early": code == "approval" and on < year.due_on,
    }  # fmt: skip


def _planned(year: SchoolYear, levels: dict[str, str]) -> Facts:
    return {"year": year, "level": _school(levels, year.level, year.year), "code": "later", "state": "", "why": ""}


def _child(told: Schooled, planned: list[SchoolYear], levels: dict[str, str], acting: Acting) -> Facts:
    """One child: its years as they are written down, or before the approval as they would be."""
    years = [_year(each, levels, acting) for each in told.years] or [_planned(each, levels) for each in planned]
    open_ = [each for each in years if each["code"] == "proof"]
    sum_idr = sum(each["year"].amount_idr for each in years if each["code"] != "ended")
    return {
        "child": told.child, "heir": told.child.heir, "years": years, "written": bool(told.years), "paid_idr": told.paid_idr,
        "sum_idr": sum_idr, "count": sum(each["code"] != "ended" for each in years), "proof_of": open_[0] if open_ else None,
        "work": word(WORK_OF_A_CHILD, told.child.work),
        "works": told.child.work != "none", "proof_field": f"school_{open_[0]['year'].pk}_file" if open_ else "",
        "fields": [f"{name}_{told.child.pk}" for name in ("school_level", "school_year", "married_on", "work", "wage_months")],
    }  # fmt: skip


def _schedule(claim: Claim, children: list[ScholarshipChild]) -> dict[int, list[SchoolYear]]:
    """The years that the law would give, by child: what an approval will write down."""
    given = gives_scholarships(law(), claim, [child_of(each) for each in children]) if children else None
    found: dict[int, list[SchoolYear]] = {}
    for year in given.schedule if given else ():
        found.setdefault(children[year.child - 1].pk, []).append(year)
    return found


def _waiting(children: list[Facts], code: str) -> list[Facts]:
    found = [
        {**each, "name": child["heir"].name} for child in children for each in child["years"] if each["code"] == code
    ]
    # The first that may be decided has the filled button.
    first = next((each for each in found if each.get("may_decide")), None)
    return [{**each, "first": each is first} for each in found]


def scholarship_facts(claim: Claim, family: list[ClaimHeir], papers: list[ClaimDocument], acting: Acting) -> Facts:
    """Everything that the page shows of scholarships; empty where no child is left behind."""
    offspring = [heir for heir in family if heir.relation == "child"]
    told = scholarships(claim) if offspring or claim.kind == "death" else []
    levels = _levels(claim.happened_on)
    written = any(each.years for each in told)
    planned = {} if written else _schedule(claim, [each.child for each in told])
    children = [_child(each, planned.get(each.child.pk, []), levels, acting) for each in told]
    named, used = {each.child.heir_id for each in told}, {year.proof_id for each in told for year in each.years}
    return {
        "pupils": children, "pupils_idr": sum(each["sum_idr"] for each in children),
        "unnamed": [(str(heir.pk), heir.name) for heir in offspring if heir.pk not in named and heir.birth_on],
        "offspring": offspring, "levels": list(levels.items()), "works_of_a_child": [(c, word(WORK_OF_A_CHILD, c)) for c in WORK],
        "school_proofs": _waiting(children, "proof"), "school_approvals": _waiting(children, "approval"),
        "school_papers": [p for p in papers if p.kind == "schooling" and not p.rejected_why and p.pk not in used],
    }  # fmt: skip
