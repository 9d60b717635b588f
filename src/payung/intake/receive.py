"""First step of the door: a list is taken in, kept as it was sent, and known by its content from then on."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from payung.access.queries import seeing
from payung.intake.folder import Folder
from payung.intake.models import Batch
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.funding.models import FundingLine
    from payung.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a list: the name and role that history will carry, and the area that this person may write to."""

    name: str
    area: Area
    role: str = ""
    address: str = ""

    def seeing(self) -> AbstractContextManager[None]:
        """One transaction in the sender's name, with the sender's eyes."""
        return seeing(self.area, by=self.name, role=self.role, address=self.address)


def folder_of(batch: Batch) -> Folder:
    """The folder in which a batch keeps what its steps wrote down."""
    return Folder(Path(settings.BATCH_FOLDER) / batch.fingerprint)


def _fingerprint(source: Path, *parts: object) -> str:
    digest = sha256()
    with source.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    digest.update(repr(parts).encode())
    return digest.hexdigest()


def receive(
    source: Path, *, name: str, programme: Programme, line: FundingLine, on: date, at: datetime, sender: Sender,
    village: str | None = None, columns: dict[int, str | None] | None = None,
) -> Batch:  # fmt: skip
    """The batch of a list: a new one, or the one there is when the same list was sent before.

    The same list means the same bytes for the same line, day, area, village and columns, judged by the same programme file and
    law; one that was withdrawn is taken up again. Must run inside `seeing`.
    """
    if line.programme_code != programme.code:
        raise Refused("line_unknown", line=line.code, known="-")
    judged_by = programme.file_digest, law().digest
    mark = _fingerprint(source, line.code, on, sender.area.code, village, sorted((columns or {}).items()), judged_by)
    batch, _ = Batch.objects.get_or_create(
        fingerprint=mark,
        defaults={
            "file_name": name[-200:], "programme": programme, "line": line, "area": sender.area.code,
            "village": village, "judged_on": on, "received_at": at, "received_by": sender.name,
            "columns": {str(k): v for k, v in columns.items()} if columns else None,
        },
    )  # fmt: skip
    if batch.stage == "withdrawn":
        batch.stage = "received"
        batch.save(update_fields=["stage"])
    if batch.files_gone_on:
        batch.files_gone_on, batch.received_at = None, at
        batch.save(update_fields=["files_gone_on", "received_at"])
    folder_of(batch).keep(source)
    return batch
