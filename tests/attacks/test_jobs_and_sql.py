"""Around the pages: a job told of another area's list, and raw SQL with the eyes of each role."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import psycopg
import pytest

from payung.access.queries import holds, roles
from tests.attacks.conftest import World
from tests.attacks.places import NEXT_REGENCY, OTHER_PROVINCE, OURS, PLACES
from tests.attacks.walking import AREAS, foreign, state_of

_TABLES = """SELECT relname, array(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0
        AND NOT attisdropped AND attname IN ('village', 'area', 'region')) FROM pg_class
    WHERE relrowsecurity AND NOT relispartition AND relkind IN ('r', 'p') ORDER BY 1"""
WITH_PEOPLE = {"person", "enrolment", "cover_month", "card", "batch"}
CLAIMS = set(import_module("payung.claims.migrations.0022_seen_by_whose_work_it_is").TABLES) | {
    "complaint",
    "complaint_step",
}


def eyes(db: psycopg.Connection, role: str) -> None:
    """What the program itself sets for a role, with the settings written down by the program."""
    from payung.access.queries.eyes import _eyes
    from payung.units.region import Area

    line = "anggrek-csr" if role == "sponsor" else ""
    told = {"by": "penyerang", "role": role, "area": AREAS[role], **_eyes(Area(AREAS[role]), role or "nobody", line)}
    for name, value in told.items():
        db.execute("SELECT set_config(%s, %s, true)", [f"payung.{name}", value])


def places_seen(world: World, role: str) -> dict[str, set[str]]:
    """By table, the villages and regions of all rows that raw SQL gives to a role."""
    with psycopg.connect(world.app_url) as db:
        eyes(db, role)
        seen = {}
        for table, columns in db.execute(_TABLES).fetchall():
            column = next((each for each in ("village", "area", "region") if each in columns), "NULL::text")
            rows = db.execute(f'SELECT DISTINCT {column} FROM "{table}"').fetchall()
            seen[table] = {str(place) for (place,) in rows}
    return seen


def claims_in_the_log(world: World, role: str) -> int:
    """How many entries about claims the log shows to a role."""
    with psycopg.connect(world.app_url) as db:
        eyes(db, role)
        asked = "SELECT count(*) FROM history WHERE table_name = ANY(%s)"
        return int(db.execute(asked, [sorted(CLAIMS)]).fetchone()[0])


def reaches(role: str, place: str) -> bool:
    """Whether a code lies in the area of a role, or its area in it: lines and quotas above are its own as well."""
    return place == "None" or place.startswith(AREAS[role]) or AREAS[role].startswith(place)


@pytest.mark.parametrize("role", [role for role in AREAS if role])
def test_raw_sql_shows_a_role_its_own_places_alone(role: str, world: World) -> None:
    seen = places_seen(world, role)
    strangers = {(table, place) for table, places in seen.items() for place in places if not reaches(role, place)}
    assert strangers == set()
    people = {table for table in WITH_PEOPLE if seen[table]}
    assert people == (WITH_PEOPLE if holds(role, "see") else set()), (
        "people only for whoever may see them, and for them all"
    )
    assert not seen["history"] or holds(role, "see")
    claims = {table for table in CLAIMS if seen[table]}
    assert bool(claims) is holds(role, "see-claims"), "cases for those alone whose work they are"
    assert not (claims_in_the_log(world, role) and not holds(role, "see-claims"))


def test_the_log_tells_an_auditor_of_claims(world: World) -> None:
    assert claims_in_the_log(world, "auditor") > 0


def test_raw_sql_shows_whoever_has_no_role_nothing(world: World) -> None:
    assert {table: places for table, places in places_seen(world, "").items() if places} == {}


def test_a_sponsor_reads_no_row_of_anybody_in_raw_sql(world: World) -> None:
    seen = places_seen(world, "sponsor")
    sums = {"cover_count", "funding_line", "programme", "quota", "line_balance", "line_day", "transfer", "invoice"}
    assert {table for table, places in seen.items() if places} <= sums


@pytest.mark.parametrize("role", [role for role in roles() if holds(role, "see")])
@pytest.mark.parametrize("write", [
    "UPDATE person SET name = 'X' WHERE village = %(theirs)s",
    "UPDATE person SET village = %(ours)s WHERE village = %(theirs)s",
    "DELETE FROM card WHERE village = %(theirs)s",
    "UPDATE batch SET stage = 'withdrawn' WHERE area = %(theirs)s",
])  # fmt: skip
def test_raw_sql_writes_nothing_in_places_of_others(role: str, write: str, world: World) -> None:
    with psycopg.connect(world.app_url) as db:
        eyes(db, role)
        try:
            changed = db.execute(write, {"ours": OURS.village, "theirs": NEXT_REGENCY.village}).rowcount
        except psycopg.errors.InsufficientPrivilege:
            changed = 0
        assert changed == 0
        db.rollback()


@pytest.mark.parametrize("place", [NEXT_REGENCY, OTHER_PROVINCE])
def test_a_job_does_nothing_with_a_list_of_another_area(place: Any, world: World) -> None:
    from payung.intake.jobs import app

    before = state_of(world, list(PLACES))
    lists = world.ask("SELECT id FROM batch WHERE area = %s", place.village)
    for name in ("prepare-list", "land-list"):
        for (batch,) in lists:
            for area, role in (
                (OURS.village, "village-clerk"),
                (OURS.regency, "regency-officer"),
                (OURS.regency, "sponsor"),
            ):
                with pytest.raises(Exception, match="does not exist"):
                    app.tasks[name].func(batch=batch, area=area, by="penyerang", role=role)
    assert state_of(world, list(PLACES)) == before


def test_every_job_is_tried_here(world: World) -> None:
    from payung.intake.jobs import app

    ours = {name for name in app.tasks if not name.startswith(("builtin", "procrastinate"))}
    tried = {"prepare-list", "land-list"}
    of_a_clock = {
        "seal-history",
        "erase-what-is-due",
        "expire-offers",
        "send-messages",
        "mark-accounts",
    }  # nobody asks for these, and they are told of no list and no area
    assert ours == tried | of_a_clock, "a new job: say here whose data it touches, and try it"


def test_the_walk_has_somebody_to_hide(world: World) -> None:
    assert len(foreign("village-clerk")) == 3 and len(foreign("province-planner")) == 1
