"""What is put into an address: everything there is in a place, by the name of the argument, and what nobody has.

An address with an argument that stands here nowhere fails the walk: write down what it is a number or a code of.
"""

from __future__ import annotations

from itertools import islice, product

import psycopg

from tests.attacks.addresses import Address
from tests.attacks.places import PLACES, Place

HUGE = 2**63
# By name: what there is of it in a village (its own, or of its programme).
_OF_A_VILLAGE = {
    "person_id": "SELECT id FROM person WHERE village = %(village)s",
    "enrolment_id": "SELECT id FROM enrolment WHERE village = %(village)s",
    "batch_id": "SELECT id FROM batch WHERE area = %(village)s",
    "request_id": "SELECT id FROM data_request WHERE village = %(village)s",
    "offer_id": "SELECT id FROM offer WHERE village = %(village)s",
    "number": "SELECT id FROM breach WHERE area = %(village)s",
    "change_id": "SELECT id FROM role_change WHERE area = %(village)s AND decided_by IS NULL",
    "token_id": "SELECT id FROM service_token WHERE area = %(village)s",
    "file_id": "SELECT f.id FROM bpjs_answer_file f JOIN funding_line l ON l.id = line_id WHERE programme_code = %(programme)s",
    "invoice_id": "SELECT i.id FROM invoice i JOIN funding_line l ON l.id = line_id WHERE programme_code = %(programme)s",
    "statement_id": "SELECT id FROM bank_statement WHERE region = left(%(village)s, 5)",
    "mutation_id": "SELECT id FROM statement_line WHERE region = left(%(village)s, 5)",
    "village": "SELECT %(village)s",
    "line": "SELECT code FROM funding_line WHERE programme_code = %(programme)s",
    "claim": "SELECT number FROM claim WHERE village = %(village)s",
    "complaint": "SELECT number FROM complaint WHERE village = %(village)s",
    "document_id": "SELECT id FROM claim_document WHERE village = %(village)s",
    "heir_id": "SELECT id FROM claim_heir WHERE village = %(village)s",
    "letter": "SELECT number FROM treatment_letter WHERE village = %(village)s",
    "payout_id": "SELECT id FROM payout WHERE village = %(village)s",
    "entry": "SELECT DISTINCT entry FROM transfer t JOIN funding_line l ON l.id = line_id WHERE programme_code = %(programme)s"
    " AND t.kind = 'receipt'",
}
# By the beginning of the address, where one name stands for two things.
_CODES = {"regions/": "village", "api/v1/regions/": "village", "funding/": "line", "api/v1/funding/": "line"}
# Of nobody: the same for whoever asks.
_SAME_FOR_ALL = {
    "question": ["price", "death", "nowhere"],
    "group": ["death", "nowhere"],
    "answer": ["accept", "decline", "nowhere"],
    "kind": ["receipt", "decision", "nowhere"],
    "token": ["x" * 43],
    "pk": ["1"],  # one's own second step, of which the world has none
    "provider_id": ["nowhere"],
}
_NUMBERS = {
    "person_id", "batch_id", "change_id", "request_id", "token_id", "number", "file_id", "invoice_id", "statement_id",
    "mutation_id", "enrolment_id", "entry", "offer_id",
    "document_id", "heir_id", "payout_id",
}  # fmt: skip


def _kind(address: Address, name: str) -> str:
    if name != "code":
        return name
    return next(kind for start, kind in _CODES.items() if address.route.startswith(start))


def knows(address: Address, name: str) -> bool:
    """Whether anything is known to put in here."""
    return (name in _OF_A_VILLAGE or name in _SAME_FOR_ALL
            or (name == "code" and address.route.startswith(tuple(_CODES))))  # fmt: skip


def of(db: psycopg.Connection, address: Address, place: Place) -> list[dict[str, str]]:
    """Every filling of the address with what there is in a place."""
    facts = {"village": place.village, "programme": place.programme}
    each = []
    for name in address.arguments:
        kind = _kind(address, name)
        found = _SAME_FOR_ALL.get(kind) or [str(v) for (v,) in db.execute(_OF_A_VILLAGE[kind], facts).fetchall()]
        each.append(found)
    return [dict(zip(address.arguments, values, strict=True)) for values in islice(product(*each), 12)]


def by_name(db: psycopg.Connection) -> dict[str, list[str]]:
    """What there is anywhere to put into each argument."""
    found = dict(_SAME_FOR_ALL)
    for place in PLACES:
        facts = {"village": place.village, "programme": place.programme}
        for name, statement in _OF_A_VILLAGE.items():
            found[name] = [*found.get(name, []), *(str(value) for (value,) in db.execute(statement, facts).fetchall())]
    return found | {"code": found["village"] + found["line"]}


def of_nobody(db: psycopg.Connection, address: Address) -> list[dict[str, str]]:
    """Numbers that nobody has: beside the largest there is, zero, below it, and too large for any table. Codes of nowhere."""
    if not address.arguments:
        return []
    kinds = [_kind(address, name) for name in address.arguments]
    numbers = ["0", "-1", "999999", str(HUGE - 1), str(HUGE), "9" * 40]
    codes = ["99.99.99.9999", "%", "..", "' OR 1=1 --", "0" * 300, "-"]
    fillings = [[n if kind in _NUMBERS else c for kind in kinds] for n, c in zip(numbers, codes, strict=True)]
    return [dict(zip(address.arguments, values, strict=True)) for values in fillings]


def typed(db: psycopg.Connection, place: Place) -> list[dict[str, str]]:
    """What is put into every field of every form and question: all that is known of somebody there, by number and by name."""
    facts = {"village": place.village, "programme": place.programme}
    ids = {name: str(db.execute(statement, facts).fetchone()[0]) for name, statement in _OF_A_VILLAGE.items()}  # type: ignore[index]
    held = db.execute("SELECT id FROM role_held WHERE area = %s", [place.village]).fetchone()
    base = {
        **ids, "batch": ids["batch_id"], "person": ids["person_id"], "held": str(held[0]) if held else "0",
        "area": place.village, "region": place.village, "code": place.village, "kode_desa": place.village,
        "judged_on": "2025-11-21", "on": "2025-11-21", "month": "2025-11-01", "birth_on": "17-05-1980", "sex": "L",
        "decision": "grant", "verb": "give", "role": "village-clerk", "why": "x", "reason": "x",
        "amount": "1000", "offset": "0", "source": "x", "key": "0123456789abcdef", "confirmed": "yes",
        "happened_on": "2025-11-18", "what": "death-natural", "teller": "heir", "teller_name": "X", "kind": "card",
        "about": "card", "said": "x", "answer": "x",
        "relation": "child", "heir_name": "ANAK", "verdict": "approved", "deviates_why": "x", "total": "1",
        "username": f"operator-{place.word}", "next": "/", "after": "0", "before": "999999", "state": "",
    }  # fmt: skip
    by_number = {"q": place.niks()[0], "nik": place.niks()[0], "name": "SIAPA"}
    by_name = {"q": place.names()[0][:5], "name": place.names()[0], "nik": "3214991705809999", "after": ""}
    return [base | by_number, base | by_name]
