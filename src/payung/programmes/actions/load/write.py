"""Write a judged programme file: the programme, its workforce, its lines and their quotas, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from payung.funding.actions.open_line import open_line
from payung.programmes.actions.count_workforce import Row, count_workforce, read_workforce
from payung.programmes.actions.keep_waiting_rule import keep_waiting_rule
from payung.programmes.actions.load.form import ProgrammeFile, read_form
from payung.programmes.actions.load.judge import advice, judge
from payung.programmes.actions.load.pledge import pledge
from payung.programmes.actions.share_places import share_places
from payung.programmes.models import Programme
from payung.rules.law import Law
from payung.units.refusal import Problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """The programme that was loaded, whether anything changed, and what its planner should know; or the mistakes."""

    programme: Programme | None
    changed: bool
    advice: list[Problem]
    problems: list[Problem]


def _programme(file: ProgrammeFile, digest: str) -> Programme:
    programme, _ = Programme.objects.update_or_create(
        code=file.code,
        defaults={
            "name": file.name,
            "region": file.region,
            "village_target": file.village_target,
            "package_income_idr": file.package.income_idr,
            "decile_at_most": file.eligibility.decile_at_most,
            "occupations": file.eligibility.occupations,
            "file_digest": digest,
        },
    )
    return programme


def _write(law: Law, file: ProgrammeFile, digest: str, workforce: list[Row]) -> Programme:
    programme = _programme(file, digest)
    if file.workforce:
        count_workforce(workforce, counted_on=file.workforce.counted_on, source=file.workforce.source)
    for said in file.lines:
        line = open_line(
            programme_code=file.code, region=file.region, code=said.code, name=said.name, kind=said.kind,
            payer=said.payer, term=said.term, existing=said.existing, unused=said.unused,
        )  # fmt: skip
        keep_waiting_rule(line=line, seed=said.lot_seed, hold_days=said.hold_days)
        rule = said.quota.model_dump() if said.quota else None
        share_places(line=line, programme=programme, places=said.places, rule=rule)
        pledge(law, file, said, line)
    return programme


def load_programme(path: Path, *, law: Law) -> Loaded:
    """Loads a programme file and gives what came of it; with any mistake, nothing is written. The same file changes nothing.

    Raises Refused("places_below_taken") when a line would have fewer places than it has given away, and
    Refused("pledge_below_committed") when its payer would have promised less than it has committed.
    """
    text = path.read_text("utf-8")
    file = read_form(text)
    if isinstance(file, list):
        return Loaded(None, False, [], file)
    problems = judge(law, file)
    rows: list[Row] = []
    if file.workforce:
        rows, wrong = read_workforce(path.parent / file.workforce.file, region=file.region)
        problems += wrong
    if problems:
        return Loaded(None, False, [], problems)
    digest = sha256(f"{text}{rows}".encode()).hexdigest()
    known = Programme.objects.filter(code=file.code, file_digest=digest).first()
    if known:
        return Loaded(known, False, advice(law, file), [])
    with transaction.atomic():
        return Loaded(_write(law, file, digest, rows), True, advice(law, file), [])
