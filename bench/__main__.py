"""The one command: measures, prints each figure beside its limit, and with --write keeps them in RESULTS.md."""

from __future__ import annotations

import argparse
import sys
import warnings

from bench import audit_page, cards, claims, door, form, law, money, placings, row_level_security, sealing
from bench.figure import Figure, as_table
from bench.results import write_results
from bench.server import Server, fresh_server

NAMES = ("door", "form", "cards", "law", "sealing", "row-level-security", "audit-page", "money", "placings", "claims")
_ON_A_SERVER = (None, "door", "form", "sealing", "row-level-security", "audit-page", "money", "placings", "claims")
_ROWS, _QUICK_ROWS = 1_000_000, 50_000
_REQUESTS = 200
_GUARDED_ROWS = 300_000


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=_ROWS, help="workers in the list and in the database")
    parser.add_argument("--only", choices=NAMES, help="one measurement alone")
    parser.add_argument("--runs", type=int, default=3, help="paired runs of the door, of which the median counts")
    parser.add_argument("--quick", action="store_true", help="small and once: shows that everything works, no more")
    parser.add_argument("--write", action="store_true", help="keep the figures in bench/RESULTS.md")
    asked = parser.parse_args()
    if asked.quick:
        asked.rows, asked.runs = min(asked.rows, _QUICK_ROWS), 1
    return asked


def _say(text: str) -> None:
    print(text, flush=True)


def _door(server: Server, asked: argparse.Namespace) -> list[Figure]:
    pairs = []
    for run in range(asked.runs):
        pairs.append(door.pair(server, asked.rows))
        _say(f"\nrun {run + 1} of {asked.runs}\n{door.tell(pairs[-1])}")
    larger = [] if asked.quick else [door.pair(server, door.LARGER * asked.rows)]
    for one in larger:
        _say(f"\n{door.tell(one)}")
    return door.figures(pairs, larger)


def _form(server: Server, asked: argparse.Namespace) -> list[Figure]:
    into = server.install("form")
    done = door.fill(server, into, asked.rows)
    server.rest(into)
    found = form.figures(form.measure(into, _REQUESTS), done["landed"])
    server.drop(into)
    return found


def _row_level_security(server: Server, asked: argparse.Namespace) -> list[Figure]:
    rows = min(asked.rows, _GUARDED_ROWS)
    return row_level_security.figures(row_level_security.turns(server, rows, _REQUESTS, asked.runs), rows)


def _cards(asked: argparse.Namespace) -> list[Figure]:
    return cards.figures(cards.CARDS // 20 if asked.quick else cards.CARDS)


def _sealing(server: Server, asked: argparse.Namespace) -> list[Figure]:
    return sealing.figures(server, sealing.VALUES // 20 if asked.quick else sealing.VALUES)


def _money(server: Server, asked: argparse.Namespace) -> list[Figure]:
    return money.figures(server, asked.rows, money.TRANSFERS // 50 if asked.quick else money.TRANSFERS)


def _claims(server: Server, asked: argparse.Namespace) -> list[Figure]:
    return claims.figures(server, 30_000, 2_000, 2_000) if asked.quick else claims.figures(server)


def main() -> int:
    """Runs what was asked for; 0 whatever the figures are, for a benchmark is no test."""
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    asked = _asked()
    found: list[Figure] = []
    if asked.only in _ON_A_SERVER:
        with fresh_server() as server:
            found += _door(server, asked) if asked.only in (None, "door") else []
            found += _form(server, asked) if asked.only in (None, "form") else []
            found += _sealing(server, asked) if asked.only in (None, "sealing") else []
            found += _row_level_security(server, asked) if asked.only in (None, "row-level-security") else []
            found += audit_page.figures(server, asked.rows) if asked.only in (None, "audit-page") else []
            found += _money(server, asked) if asked.only in (None, "money") else []
            found += placings.figures(server) if asked.only in (None, "placings") else []
            found += _claims(server, asked) if asked.only in (None, "claims") else []
    if asked.only in (None, "cards"):
        found += _cards(asked)
    if asked.only in (None, "law"):
        found += law.figures(_QUICK_ROWS if asked.quick else law.ROWS)
    _say(f"\n{as_table(found)}")
    if asked.write:
        write_results(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
