"""One of many clients that ask for places one worker at a time, as fast as they can. A driver of tests, no test itself.

Each asks through the program's own action, in a transaction of its own, with the role of the application: it takes what
`decided` holds at every level that has a quota. Prints how many places it got.
"""

import json
import os
import sys
from contextlib import suppress


def ask(line: object, village: str) -> int:
    """One worker of a village asks for a place: 1 or 0."""
    from django.db import connection, transaction

    from payung.programmes.actions.take_places import fit_places, lock_quotas, take_places

    with transaction.atomic():
        with connection.cursor() as db:
            db.execute(
                "CREATE TEMP TABLE IF NOT EXISTS staged (village varchar(13), outcome text) ON COMMIT DELETE ROWS"
            )
            db.execute("CREATE TEMP TABLE IF NOT EXISTS decided (village varchar(13), placed boolean, turn bigint)"
                       " ON COMMIT DELETE ROWS")  # fmt: skip
            db.execute("INSERT INTO staged VALUES (%s, NULL)", [village])
            lock_quotas(line=line)  # type: ignore[arg-type]
            db.execute("INSERT INTO decided VALUES (%s, true, 1)", [village])
        fit_places(line=line, rows=1)  # type: ignore[arg-type]
        return take_places(line=line)  # type: ignore[arg-type]


def client(told: dict, number: int) -> int:
    """Asks as often as it was told to, village after village, each client beginning elsewhere."""
    from payung.access.queries import seeing
    from payung.funding.queries import line
    from payung.units.refusal import Refused
    from payung.units.region import Area

    villages, got = told["villages"], 0
    with seeing(Area(""), by="test"):
        asked = line(told["line"])
    for turn in range(told["tries"]):
        with seeing(Area(""), by="test"), suppress(Refused):
            got += ask(asked, villages[(number * 7 + turn) % len(villages)])
    return got


def race(told: dict) -> list[int]:
    """As many clients as were told, at once; how many places each got."""
    folder = told["environment"]["PAYUNG_DATA"]
    os.makedirs(folder, exist_ok=True)
    children = []
    for number in range(told["clients"]):
        child = os.fork()
        if not child:
            from tests.faults.killed_at import use

            use(told["environment"])
            got = client(told, number)
            with open(os.path.join(folder, f"got-{number}"), "w", encoding="utf-8") as out:
                out.write(str(got))
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    return [
        int(open(os.path.join(folder, f"got-{number}"), encoding="utf-8").read()) for number in range(told["clients"])
    ]


if __name__ == "__main__":
    from tests.faults.killed_at import warm_up

    told = json.load(sys.stdin)
    warm_up(told["environment"])
    print(json.dumps(race(told)))
