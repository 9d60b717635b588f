"""Breaks a page, a job and a statement with people's data in their errors. A program of tests, no test itself."""

import logging
import sys

from payung.config.installation import connect

NIK, NAME, PHONE = sys.argv[1:4]

connect()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from psycopg.types.json import Json  # noqa: E402

from payung.access.actions.invite import invite_demo_users  # noqa: E402
from payung.access.models import User  # noqa: E402
from payung.access.queries import seeing  # noqa: E402
from payung.intake import jobs  # noqa: E402
from payung.units.region import Area  # noqa: E402
from payung.web.people import people  # noqa: E402

PERSON = "INSERT INTO person (nik, name, birth_on, village) VALUES (%s, %s, '1980-05-17', '32.14.16.2005')"


class Broken(Exception):
    """An error that repeats a worker in its message, its variables and its notes."""


def with_words(*_given, **_named):
    worker = {"nik": NIK, "name": NAME, "phone": PHONE}
    try:
        return {}[f"{NAME} {NIK} {PHONE}"]
    except KeyError as error:
        problem = Broken(f"tidak terbaca: {worker}")
        problem.add_note(f"{NAME} {NIK}")
        raise problem from error


def with_a_row(*_given, **_named):
    with connection.cursor() as db:
        db.execute(PERSON, [NIK, NAME])
        db.execute(PERSON, [NIK, NAME])


def with_a_failing_row(*_given, **_named):
    with connection.cursor() as db:
        db.execute("INSERT INTO person (nik, name, village) VALUES (%s, %s, '32.14.16.2005')", [NIK, NAME])


def with_a_wrong_value(*_given, **_named):
    with connection.cursor() as db:
        db.execute("SELECT %s::date, %s", [NAME, Json({"nik": NIK})])


def break_the_page(client):
    """A page that breaks in four ways while it is drawn for somebody who asked with a name."""
    for breaking in (with_words, with_a_row, with_a_failing_row, with_a_wrong_value):
        people.render = breaking
        client.get("/people/", {"q": NAME})


def break_a_job():
    jobs._held = with_words
    jobs.prepare_list.defer(batch=1, area="32.14", by="demo-disnaker")
    jobs.work(wait=False)


def log_by_hand():
    logging.getLogger("payung.uji").error("NIK %s, HP %s", NIK, PHONE)
    try:
        with_words()
    except Broken as error:
        logging.getLogger("payung.uji").exception(error)


with seeing(Area(""), by="operator"):
    invite_demo_users()
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
client.force_login(User.objects.get(username="demo-disnaker"))
break_the_page(client)
client.get(f"/people/{NAME}/{NIK}/")
client.get(f"/{NAME}/")
client.post("/access/sign-out/", {"name": NAME}, headers={"x-request-id": NIK})
break_a_job()
log_by_hand()
