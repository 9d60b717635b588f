"""What a programme file may still get wrong when its form is right: regions, codes, places and terms that do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from payung.funding.queries import lines_with_codes
from payung.programmes.actions.load.form import Line, ProgrammeFile, QuotaRule
from payung.programmes.models import Quota, WaitingRule
from payung.regions import queries as regions
from payung.rules.allocation import Pot, pots
from payung.rules.death import natural_death
from payung.rules.law import Law, LawUnknown
from payung.rules.term import months_short_of_full
from payung.units.refusal import Problem
from payung.units.region import Area
from payung.units.rupiah import in_rupiah


def _lines_with_index(file: ProgrammeFile) -> Iterator[tuple[str, Line]]:
    return ((f"lines[{number}]", line) for number, line in enumerate(file.lines, 1))


def _repeated_codes(file: ProgrammeFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for where, line in _lines_with_index(file):
        if line.code in seen:
            yield Problem("line_code_repeated", f"{where}.code", {"given": line.code})
        seen.add(line.code)


def _used_line_problems(file: ProgrammeFile) -> Iterator[Problem]:
    """A line belongs to one programme, and what somebody already holds a place on keeps its payer and its months."""
    known = lines_with_codes([line.code for line in file.lines])
    used = set(Quota.objects.filter(line__in=known.values(), taken__gt=0).values_list("line__code", flat=True))
    for where, line in _lines_with_index(file):
        held = known.get(line.code)
        if held and held.programme_code != file.code:
            yield Problem("line_of_another_programme", f"{where}.code", {"given": line.code})
        elif held and line.code in used and (held.kind, held.term) != (line.kind, line.term):
            yield Problem("line_in_use", where, {"given": line.code, "term": held.term.in_words(), "kind": held.kind})


def _lot_problems(file: ProgrammeFile) -> Iterator[Problem]:
    """A lot is drawn once: nobody draws again until the outcome pleases."""
    drawn = dict(WaitingRule.objects.values_list("line__code", "seed"))
    for where, line in _lines_with_index(file):
        if line.lot_seed and drawn.get(line.code, line.lot_seed) != line.lot_seed:
            yield Problem("lot_drawn_already", f"{where}.lot_seed", {"given": line.lot_seed, "seed": drawn[line.code]})


def _quota_problems(file: ProgrammeFile, villages: list[str]) -> Iterator[Problem]:
    for where, line in _lines_with_index(file):
        if line.quota is None:
            continue
        if line.existing:
            yield Problem("quota_on_existing_line", f"{where}.quota")
        if file.workforce is None and (line.quota.weight != "proposals" or line.quota.up_to is not None):
            yield Problem("weight_without_workforce", f"{where}.quota.weight", {"given": line.quota.weight})
        known = dict(_regions_inside(file, line.quota.regions))
        for code in line.quota.regions.keys() - known.keys():
            facts = {"given": code, "region": file.region}
            yield Problem("quota_region_unknown", f"{where}.quota.regions.{code}", facts)
        for pot in pots(file.region, line.places, known, villages):
            yield from _pot_problems(file, f"{where}.quota", line.quota, pot)


def _regions_inside(file: ProgrammeFile, given: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Those of the given regions that there are below the programme's own, with their places."""
    known = regions.with_codes(given)
    return ((c, places) for c, places in given.items() if c in known and c != file.region and c in Area(file.region))


def _pot_problems(file: ProgrammeFile, where: str, rule: QuotaRule, pot: Pot) -> Iterator[Problem]:
    """Sums that exceed the level above, a base that exceeds its pot, and places that no village is left to take."""
    at = where if pot.region == file.region else f"{where}.regions.{pot.region}"
    base = rule.base or 0
    if pot.places < 0:
        yield Problem("quota_regions_exceed", at, {"region": pot.region, "over": -pot.places})
    elif base * len(pot.villages) > pot.places:
        facts = {"base": base, "villages": len(pot.villages), "places": pot.places}
        yield Problem("base_exceeds_places", f"{where}.base" if at == where else at, facts)
    elif pot.places and not pot.villages:
        yield Problem("quota_regions_leave_places", at, {"region": pot.region, "places": pot.places})


def _term_problems(law: Law, file: ProgrammeFile) -> Iterator[Problem]:
    for where, line in _lines_with_index(file):
        try:
            law.on("contribution/jkm_amount", line.term.first.first_day)
        except LawUnknown as unknown:
            facts = {"given": line.first_month, "known_from": unknown.known_from.isoformat()}
            yield Problem("term_before_the_law", f"{where}.first_month", facts)


def _occupation_problems(law: Law, file: ProgrammeFile) -> Iterator[Problem]:
    known = {entry["code"] for entry in law.on("occupation/informal", file_day(file)).value}
    for code in file.eligibility.occupations:
        if code not in known:
            yield Problem("occupation_not_known", "eligibility.occupations", {"given": code})


def file_day(file: ProgrammeFile) -> date:
    """The day by which the file is judged: when its last term begins."""
    return max(line.term.first for line in file.lines).first_day


def judge(law: Law, file: ProgrammeFile) -> list[Problem]:
    """Every mistake in a well-formed file, in the order of its keys."""
    found = []
    if regions.region(file.region) is None:
        found.append(Problem("region_unknown", "region", {"given": file.region}))
    villages = list(regions.villages(Area(file.region)).values_list("code", flat=True))
    checks = (
        _repeated_codes(file),
        _used_line_problems(file),
        _quota_problems(file, villages),
        _lot_problems(file),
        _term_problems(law, file),
    )
    found += [problem for check in checks for problem in check]
    return found if any(p.code == "term_before_the_law" for p in found) else [*found, *_occupation_problems(law, file)]


def _too_short(law: Law, where: str, line: Line) -> Problem | None:
    short = months_short_of_full(law, line.term)
    if line.existing or not short:
        return None
    day = line.term.until.plus(-1).first_day
    part = natural_death(law, day, months_paid=line.months).total_idr
    full = natural_death(law, day, months_paid=line.months + short).total_idr
    facts = {"line": line.code, "months": line.months, "short": short, "part": in_rupiah(part), "full": in_rupiah(full)}
    return Problem("term_too_short_for_full_benefit", f"{where}.months", facts)


def advice(law: Law, file: ProgrammeFile) -> list[Problem]:
    """What the planner should know before the money is spent: terms too short for a natural death to pay in full."""
    told = (_too_short(law, where, line) for where, line in _lines_with_index(file))
    return [problem for problem in told if problem]
