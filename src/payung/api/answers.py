"""The shapes of what is answered, for the OpenAPI document and for whoever writes a client by it."""

from __future__ import annotations

from typing import Any

from ninja import Schema


class Item(Schema):
    """One line: what, rupiah, the formula with its numbers, the article, and how well it is known."""

    code: str
    amount_idr: int
    formula: str
    article: str
    evidence: str
    about: str
    law_from: str
    words: str


class Told(Schema):
    """An answer in rupiah: the lines and their sum, the concepts without a source, where each value was read."""

    total_idr: int
    items: list[Item]
    unverified: list[str]
    sources: list[dict[str, str]]
    law_digest: str
    law_on: str


class SchoolYear(Schema):
    """One payment of a scholarship; children are counted from 1, as given."""

    child: int
    due_on: str
    level: str
    year: int
    amount_idr: int


class Scheduled(Told):
    """An answer with the payments of the scholarships, by day."""

    schedule: list[SchoolYear]


class Death(Scheduled):
    """What a death pays; for a natural one also by each reading of "3 months"."""

    by_reading_idr: dict[str, int]


class PlannedMonth(Schema):
    """One month of a term: what it costs, and what a death in it would pay, in rupiah for one worker; each also as a line."""

    month: str
    price_idr: int
    death_natural_idr: int
    death_work_idr: int
    items: list[Item]


class Term(Schema):
    """What a planned term gives, month by month, with warnings as code, text and facts."""

    months: list[PlannedMonth]
    warnings: list[dict[str, Any]]
    cheapest_sufficient_months: int
    price_idr: int
    sufficient_price_idr: int
    unverified: list[str]
    law_digest: str


class Refusal(Schema):
    """Why there is no answer: a code, the sentence, the field it is about, and what the field may hold."""

    code: str
    message: str
    field: str
    allowed: str
