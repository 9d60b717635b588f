"""The process that is measured: invoice runs, or balances of days. Prints seconds and milliseconds as JSON.

python -m bench.ask_money invoice RUNS | balance TRANSFERS: into the installation that DATABASE_URL and PAYUNG_DATA name.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from random import Random
from time import perf_counter
from typing import Any

from bench.programme import LINE

_DAYS, _ASKED = 3650, 200
_FIRST = date(2016, 1, 1)
_BARE = """INSERT INTO bare (month, person_id, round, invoice_id, village, price_idr)
    SELECT month, person_id, 0, 1, village, price_idr FROM cover_month WHERE month = %s"""


def _whole_country() -> Any:
    from payung.access.queries import seeing
    from payung.units.region import Area

    return seeing(Area(""), by="bench")


def _bare(month: date) -> float:
    """The same rows into a table with the same keys and indexes, by one statement of the owner; and taken away again."""
    from django.db import connections

    with connections["owner"].cursor() as db:
        db.execute("DROP TABLE IF EXISTS bare")
        db.execute("CREATE TABLE bare (LIKE invoice_item INCLUDING ALL)")
        begun = perf_counter()
        db.execute(_BARE, [month])
        return perf_counter() - begun


def _rest() -> None:
    """What the server does by itself within minutes of the last run: cleans up and counts; not while the next one is measured."""
    from django.db import connections

    with connections["owner"].cursor() as db:
        db.execute(
            "VACUUM (ANALYZE) invoice_item, history, history_link, transfer, line_day, line_balance, cover_month"
        )


def _run(month: Any) -> tuple[float, int]:
    from payung.funding.queries import line
    from payung.membership.actions.invoice_month import invoice_month

    begun = perf_counter()
    with _whole_country():
        made = invoice_month(line=line(LINE), month=month, on=date(2025, 11, 28), source="bench")
    return perf_counter() - begun, made.workers


def invoices(runs: int) -> dict[str, Any]:
    """Seconds of so many runs, each of another month, and of the bare insert of the same month before each."""
    from payung.units.month import Month

    told: dict[str, Any] = {"run": [], "bare": []}
    for turn in range(min(runs, 2)):
        month = Month(2025, 11).plus(turn)
        _rest()
        told["bare"].append(_bare(month.first_day))
        seconds, told["items"] = _run(month)
        told["run"].append(seconds)
    return told


_LOAD = (
    "INSERT INTO programme (code, name, region, village_target, occupations, file_digest)"
    " VALUES ('b', 'B', '32.14', 100, '[]', 'x')",
    "INSERT INTO funding_line (code, programme_code, region, name, kind, payer, first_month, months, existing)"
    " VALUES ('b', 'b', '32.14', 'B', 'csr', 'PT', '2016-01-01', 120, false)",
    "ALTER TABLE transfer DISABLE TRIGGER USER",
    "INSERT INTO transfer (entry, line_id, region, kind, from_account, to_account, amount_idr, made_on, reason)"
    " SELECT n, l.id, l.region, 'pledge', 'promise', 'left', 16800, %(first)s::date + (n %% %(days)s)::int, 'bench'"
    " FROM funding_line l, generate_series(1, %(transfers)s) AS n",
    "ALTER TABLE transfer ENABLE TRIGGER USER",
    "INSERT INTO line_day (line_id, region, made_on, account, in_idr, out_idr)"
    " SELECT line_id, region, made_on, account, coalesce(sum(amount_idr) FILTER (WHERE account = 'left'), 0),"
    " coalesce(sum(amount_idr) FILTER (WHERE account = 'promise'), 0)"
    " FROM transfer, (VALUES ('left'), ('promise')) AS side (account) GROUP BY 1, 2, 3, 4",
)


def _load(transfers: int) -> None:
    """A line with so many transfers, written past the triggers, and its days as the triggers would keep them."""
    from django.db import connections

    facts = {"first": _FIRST, "days": _DAYS, "transfers": transfers}
    with connections["owner"].cursor() as db:
        for statement in _LOAD:
            db.execute(statement, facts)
        db.execute("VACUUM ANALYZE transfer, line_day, line_balance")


def balance(transfers: int) -> dict[str, Any]:
    """Milliseconds of the balance of each of so many days, and of the one of now."""
    from payung.funding.models import LineBalance
    from payung.funding.queries import balance_on, line

    _load(transfers)
    chance, found = Random(5), []
    with _whole_country():
        of = line("b")
        for _ in range(_ASKED):
            day = _FIRST + timedelta(chance.randrange(_DAYS))
            begun = perf_counter()
            held = balance_on(of, day)
            found.append((perf_counter() - begun) * 1000)
            assert held["left"] == -held["promise"]
        begun = perf_counter()
        LineBalance.objects.get(line=of)
        return {"milliseconds": found, "now": (perf_counter() - begun) * 1000}


if __name__ == "__main__":
    import django

    django.setup()
    json.dump({"invoice": invoices, "balance": balance}[sys.argv[1]](int(sys.argv[2])), sys.stdout)
