"""Bring a paper to a claim, check it, and read it again: the file lies outside the web under a random name, sealed."""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from payung.claims.actions.clean import clean
from payung.claims.actions.name_heir import begin_anew, held_open
from payung.claims.models import DOCUMENTS, Claim, ClaimDocument
from payung.sealing.file import opened_file, sealed_file
from payung.units.refusal import Refused


def folder() -> Path:
    """Where the papers lie: below the data folder of the installation, which no web server serves."""
    return Path(settings.PAPER_FOLDER)


def _bound(name: str) -> bytes:
    return f"claim_document:{name}".encode()


def _keep(data: bytes) -> str:
    """Writes a file under a name that nobody can guess, whole or not at all."""
    name = secrets.token_hex(16)
    place = folder() / name[:2] / name
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_suffix(".part")
    with open(draft, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(sealed_file(data, bound=_bound(name)))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(place)
    return name


@transaction.atomic
def bring_document(*, number: str, kind: str, data: bytes, by: str, at: datetime) -> tuple[ClaimDocument, bool]:
    """Keeps a paper of a claim, cleaned, and says whether it is new: the same file twice as the same paper is one. What was
    complete stays so with one paper more.

    Raises Refused: "claim_unknown", "claim_is_decided", "document_kind_unknown", "document_was_rejected" for the very file that
    would not do, and whatever `clean` finds wrong with the file.
    """
    claim = held_open(number)
    if kind not in DOCUMENTS:
        raise Refused("document_kind_unknown", given=kind, known=", ".join(DOCUMENTS))
    made, new = keep_paper(claim=claim, kind=kind, data=data, by=by, at=at)
    if made.rejected_why:
        raise Refused("document_was_rejected")
    return made, new


def keep_paper(*, claim: Claim, kind: str, data: bytes, by: str, at: datetime) -> tuple[ClaimDocument, bool]:
    """Keeps a paper, cleaned, whatever the claim's state, and says whether it is new. Raises Refused as `clean` does."""
    digest = sha256(data).hexdigest()
    if known := ClaimDocument.objects.filter(claim=claim, kind=kind, sha256=digest).first():
        return known, False
    media, cleaned = clean(data)
    made = ClaimDocument.objects.create(
        claim=claim, person=claim.person, village=claim.village, kind=kind, stored_as=_keep(cleaned), sha256=digest,
        media=media, size_bytes=len(cleaned), brought_by=by[:60], brought_at=at,
    )  # fmt: skip
    return made, True


@transaction.atomic
def reject_document(*, number: str, document_id: int, why: str, by: str, at: datetime) -> None:
    """Says of a paper that it will not do, and why: it is missing again. Raises Refused: "document_unknown", "reason_missing"."""
    claim = held_open(number)
    if not why.strip():
        raise Refused("reason_missing")
    known = ClaimDocument.objects.filter(pk=document_id, claim=claim)
    if not known.update(rejected_why=why.strip()[:300], checked_by=by[:60], checked_at=at):
        raise Refused("document_unknown")
    begin_anew(claim)


def read_document(document: ClaimDocument) -> bytes:
    """The file of a paper. Raises Refused("document_lost") when it lies there no more."""
    try:
        sealed = (folder() / document.stored_as[:2] / document.stored_as).read_bytes()
    except FileNotFoundError:
        raise Refused("document_lost") from None
    return opened_file(sealed, bound=_bound(document.stored_as))
