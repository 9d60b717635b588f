"""The fields of a form as a list of one row, sent through the door like any other list."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from payung.funding import queries as funding
from payung.intake import door
from payung.intake.models import FORM_NAME, Batch
from payung.intake.receive import Sender, folder_of, receive
from payung.intake.told import Finding, told_page
from payung.programmes import queries as programmes
from payung.web.components.tags import language

# Field of the page and its heading in the list, as a regency's own files have them.
FIELDS = {
    "nik": "nik", "name": "nama", "birth_on": "tgl_lahir", "sex": "jenis_kelamin", "village": "kode_desa",
    "address": "alamat", "occupation": "pekerjaan", "phone": "no_hp", "mother_name": "nama_ibu_kandung",
    "income": "penghasilan", "heir_name": "nama_ahli_waris", "heir_relation": "hubungan_ahli_waris",
}  # fmt: skip


class NotFit(Exception):
    """The worker cannot be enrolled as written; `findings` say why. Nothing of the form is kept."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("not fit")
        self.findings = findings


def send_one(row: dict[str, str], *, line_code: str, on: date, sender: Sender) -> Batch:
    """The landed batch of one worker. Raises NotFit, Refused or Unreadable, and then nothing is left behind."""
    with tempfile.TemporaryDirectory(prefix="payung-form-") as folder:
        source = Path(folder) / FORM_NAME
        _write(source, row)
        return _through_the_door(source, line_code, on, sender)


def _write(source: Path, row: dict[str, str]) -> None:
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(FIELDS.values())
        writer.writerow(row.get(field, "") for field in FIELDS)


@transaction.atomic
def _through_the_door(source: Path, line_code: str, on: date, sender: Sender) -> Batch:
    line = funding.line(line_code)
    programme = programmes.programme(line.programme_code)
    at = timezone.now()
    batch = receive(source, name=FORM_NAME, programme=programme, line=line, on=on, at=at, sender=sender)
    if batch.stage == "landed":
        return batch
    try:
        landed = door.run(batch, sender=sender, at=at, approve=_refuse)
        _refuse(landed, landed.refused or 0)
    except Exception:
        folder_of(batch).discard()
        raise
    return landed


def _refuse(batch: Batch, unfit: int) -> None:
    if unfit:
        rows, _more = told_page(batch, language=language())
        raise NotFit([found for row in rows for found in row.findings])
