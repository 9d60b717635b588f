"""Compute every claim after a death whose papers are all there, in one go: by the same rules, each case computed once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db import connection, transaction

from payung.claims.actions.assess import cash_of
from payung.claims.actions.share_death import Share, death_shares, nobody_left, only_the_burial, with_names
from payung.claims.queries import signals_of, statement
from payung.claims.queries.entitled import base_from
from payung.programmes.queries import programme
from payung.rules.answer import Answer
from payung.rules.entitlement import by_death
from payung.rules.law import Law

MOST = 100_000
_STAGE = """
    CREATE TEMP TABLE IF NOT EXISTS computed (claim_id bigint, line_id bigint, person_id bigint, village varchar(13) COLLATE "C",
        total_idr bigint, answer jsonb, shares jsonb, signals jsonb) ON COMMIT DELETE ROWS;
    DELETE FROM computed
"""
_WRITE = """
    INSERT INTO claim_assessment (claim_id, person_id, village, made_by, made_at, law_digest, computed_idr, total_idr,
        deviates_why, answer, shares, signals)
    SELECT claim_id, person_id, village, %(by)s, %(at)s, %(digest)s, total_idr, total_idr, '', answer, shares, signals
    FROM computed
"""


@dataclass(frozen=True, slots=True)
class _Facts:
    """One claim as the database tells it: a row of `facts_to_assess`."""

    claim: int
    person: int
    village: str
    cause: str
    on: date
    months_paid: int
    months_consecutive: int
    line: int | None
    programme: str | None
    income_idr: int
    heirs: list[int] | None
    relations: list[str] | None
    names: list[str] | None


class _Desk:
    """One law, and every case that has been computed by it: most claims of a day are alike."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.package: Callable[[str], int | None] = cache(lambda code: programme(code).package_income_idr)
        self.answer = cache(self._answer)
        self.shares = cache(self._shares)

    def base(self, facts: _Facts) -> int:
        package = self.package(facts.programme) if facts.programme else None
        return base_from(self.law, facts.on, package, facts.income_idr)

    def _answer(
        self, on: date, cause: str, paid: int, consecutive: int, base_idr: int, alone: bool
    ) -> tuple[int, str]:  # fmt: skip
        """The rupiah and the answer as JSON."""
        answer: Answer = cash_of(
            by_death(self.law, on, cause=cause, months_paid=paid, months_consecutive=consecutive, base_idr=base_idr).answer
        )  # fmt: skip
        if alone:
            answer = only_the_burial(self.law, on, answer)
        return answer.total_idr, json.dumps(answer.for_json(self.law.digest))

    def _shares(self, on: date, amount_idr: int, relations: tuple[str, ...]) -> list[Share]:
        return death_shares(self.law, on, amount_idr, relations)

    def computed(self, facts: _Facts) -> tuple[int, str, str]:
        """Rupiah, answer and shares of one claim, the last two as JSON."""
        if facts.line is None:
            return 0, json.dumps(Answer((), ()).for_json(self.law.digest)), "[]"
        months = (facts.months_paid, facts.months_consecutive)
        alone = nobody_left(facts.relations or ())
        total, answer = self.answer(facts.on, facts.cause, *months, self.base(facts), alone)
        shares = self.shares(facts.on, total, tuple(facts.relations or ()))
        return total, answer, json.dumps(with_names(shares, facts.heirs or [], facts.names or []))


@transaction.atomic
def assess_many(*, law: Law, by: str, at: datetime, most: int = MOST) -> int:
    """Computes up to so many complete claims in sight that nobody holds, hands them to other eyes, and gives how many.

    What is computed and written is the same as by `assess`, claim by claim. Claims are locked in the order of their numbers.
    """
    desk = _Desk(law)
    with connection.cursor() as db:
        db.execute(
            "SELECT id FROM claim WHERE state = 'complete' AND held_why = '' AND kind = 'death' AND follows_id IS NULL"
            " ORDER BY id LIMIT %s FOR UPDATE",
            [most],
        )
        locked = [row[0] for row in db.fetchall()]
        db.execute(statement("facts_to_assess"), {"claims": locked})
        rows = [_Facts(*row) for row in db.fetchall()]
        odd = signals_of([facts.claim for facts in rows])
        computed = [desk.computed(facts) for facts in rows]  # it asks the database too, so before the rows are sent
        db.execute(_STAGE)
        with db.copy("COPY computed FROM STDIN") as copy:
            for facts, found in zip(rows, computed, strict=True):
                signals = json.dumps(odd.get(facts.claim, []))
                copy.write_row((facts.claim, facts.line, facts.person, facts.village, *found, signals))
        db.execute(_WRITE, {"by": by[:60], "at": at, "digest": law.digest})
        db.execute(
            "UPDATE claim SET state = 'assessed', line_id = computed.line_id FROM computed WHERE claim.id = computed.claim_id"
        )
    return len(rows)
