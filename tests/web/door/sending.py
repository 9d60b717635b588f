"""What the tests of the door's pages share: lists as bytes, sending one, and the job of the worker done here and now."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from payung.intake.jobs import land_list, prepare_list
from payung.intake.models import Batch
from tests.lists import HEADINGS, Row

JOBS = {"land-list": land_list, "prepare-list": prepare_list}


def as_csv(rows: list[Row], headings: tuple[str, ...] = HEADINGS) -> bytes:
    lines = [";".join(headings), *(";".join(row.values()) for row in rows)]
    return "\n".join(lines).encode()


def send(client: Client, content: bytes, *, name: str = "daftar.csv", **answers: str):
    """The answer to a list sent for the regency's line, or for what `answers` say."""
    file = SimpleUploadedFile(name, content)
    return client.post("/intake/upload/", {"line": "kab-2025", "file": file, **answers})


def sent(client: Client, content: bytes, **answers: str) -> Batch:
    """The batch that a list sent becomes."""
    answer = send(client, content, **answers)
    assert answer.status_code == 302, answer.content.decode()
    return Batch.objects.get(pk=int(answer.url.strip("/").split("/")[-1]))


def deferred() -> list[tuple[str, dict]]:
    """The jobs that wait for the worker: name and arguments."""
    with connection.cursor() as db:
        db.execute("SELECT task_name, args::text FROM procrastinate_jobs ORDER BY id")
        return [(name, json.loads(arguments)) for name, arguments in db.fetchall()]


def forget_the_transaction() -> None:
    """Each page and job has a transaction of its own; inside a test's one, its temporary tables have to go by hand."""
    with connection.cursor() as db:
        db.execute("DROP TABLE IF EXISTS staged, decided, price")


def landed(client: Client, content: bytes, **answers: str) -> Batch:
    """A list sent, landed by the button, and its job done."""
    batch = sent(client, content, **answers)
    client.post(f"/intake/{batch.pk}/land/")
    name, arguments = deferred()[-1]
    JOBS[name](**arguments)
    forget_the_transaction()
    batch.refresh_from_db()
    return batch
