"""The process that is measured: workers through the form and village pages, one after another. Prints milliseconds as JSON.

python -m bench.ask_pages REQUESTS: into the installation that DATABASE_URL and PAYUNG_DATA name, in demo mode for its day.
"""

from __future__ import annotations

import json
import sys
from time import perf_counter
from typing import Any

from bench.people import workers
from bench.programme import LINE, ON
from bench.take_in import processor_seconds

AREA, _OFFICER = "32.14", "pengukur"
_WARM_UP = 5  # the first pages of a process also load the region tree and the templates
_NEW_PEOPLE = 5_000  # serial numbers that no list of the measurements uses


def _officer() -> Any:
    from payung.access.actions.invite import invite_demo_user
    from payung.access.models import User

    if not User.objects.filter(username=_OFFICER).exists():
        invite_demo_user(username=_OFFICER, full_name="Pengukur", role="regency-officer", area=AREA)
    return User.objects.get(username=_OFFICER)


def _forms(requests: int, villages: list[str]) -> list[dict[str, str]]:
    """What the clerk types: one new worker a form."""
    rows = workers(requests, villages, serial_from=_NEW_PEOPLE, spoilt=False).sample(fraction=1.0, shuffle=True, seed=1)
    return [
        {
            "line": LINE, "judged_on": ON, "nik": row["nik"], "name": row["nama"], "birth_on": row["tgl_lahir"],
            "sex": row["jenis_kelamin"], "village": row["kode_desa"], "occupation": row["pekerjaan"],
            "phone": row["no_hp"], "mother_name": row["nama_ibu_kandung"], "income": row["penghasilan"],
        }
        for row in rows.to_dicts()
    ]  # fmt: skip


def _enrolled(client: Any, form: dict[str, str]) -> float:
    """Milliseconds from sending the form to the page that says what became of it."""
    begun = perf_counter()
    sent = client.post("/membership/enrol/", form)
    assert sent.status_code == 302, f"the form was not taken: {sent.status_code}"
    shown = client.get(sent["Location"])
    assert shown.status_code == 200
    return (perf_counter() - begun) * 1000


def _shown(client: Any, village: str) -> float:
    begun = perf_counter()
    assert client.get(f"/regions/{village}/").status_code == 200
    return (perf_counter() - begun) * 1000


def ask(requests: int) -> dict[str, list[float]]:
    """Milliseconds of each form and of each village page, after the warm-up."""
    from django.test import Client

    from payung.regions.queries import villages
    from payung.units.region import Area

    client = Client(HTTP_HOST="localhost")
    client.force_login(_officer())
    codes = list(villages(Area(AREA)).values_list("code", flat=True))
    turns = requests + _WARM_UP
    for at in range(_WARM_UP):
        _shown(client, codes[at % len(codes)])
    processor = processor_seconds()
    pages = [_shown(client, codes[at % len(codes)]) for at in range(_WARM_UP, turns)]
    processor = processor_seconds() - processor
    forms = [_enrolled(client, form) for form in _forms(turns, codes)]
    return {"form": forms[_WARM_UP:], "village": pages, "village_processor": [processor]}


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(ask(int(sys.argv[1])), sys.stdout)
