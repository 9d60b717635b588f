"""A death in Tanjungsari as the pages tell it: who reports, handles and approves, and the steps between them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.claims.models import Claim
from payung.people.models import Person
from tests.claims.cases import DEATH_PAPERS, picture
from tests.roles import TANJUNGSARI
from tests.users import a_client

DIED_ON = date(2025, 11, 18)
TOLD = {
    "what": "death-natural", "happened_on": DIED_ON.isoformat(), "where": "di rumah", "teller": "heir",
    "teller_name": "BUDI SANTOSO", "teller_phone": "081200000001", "story": "sakit lama",
    "source": "traktor terguling", "time_unknown": "yes",
}  # fmt: skip


def officer(name: str = "petugas-klaim") -> Client:
    """The claims officer of the regency."""
    return a_client(name, "claims-officer", "32.14")


def approver(name: str = "penyetuju-klaim") -> Client:
    """Who approves claims of the regency."""
    return a_client(name, "claims-approver", "32.14")


def covered(number: int = 0) -> Person:
    """A worker of Tanjungsari who was covered before and is now."""
    return list(Person.objects.filter(village=TANJUNGSARI, enrolment__line__code="lama-tanjungsari").order_by("pk"))[
        number
    ]


def reported(client: Client, person: Person | None = None, **more: str) -> Claim:
    """The claim of a death that a clerk has told by the page."""
    dead = person or covered()
    answer = client.post(f"/claims/report/{dead.pk}/", {**TOLD, **more})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Claim.objects.get(person=dead)


def brought(client: Client, claim: Claim, kinds: Iterable[str] = DEATH_PAPERS) -> None:
    for shade, kind in enumerate(kinds):
        bring(client, claim, kind, picture(shade + 20))


def bring(client: Client, claim: Claim, kind: str, data: bytes, name: str = "foto.jpg") -> Any:
    file = SimpleUploadedFile(name, data, content_type="image/jpeg")
    return client.post(f"/claims/{claim.number}/papers/", {"kind": kind, "file": file})


def with_heir(client: Client, claim: Claim, **more: str) -> Any:
    named = {"heir_name": "BUDI SANTOSO", "relation": "spouse", "birth_on": "1979-01-02", "guardian_name": ""}
    return client.post(f"/claims/{claim.number}/heirs/", named | more)


def assessed(clerk: Client, handler: Client, person: Person | None = None) -> Claim:
    """A claim as it waits for other eyes."""
    claim = reported(clerk, person)
    with_heir(clerk, claim)
    brought(clerk, claim)
    handler.post(f"/claims/{claim.number}/complete/")
    handler.post(f"/claims/{claim.number}/assess/")
    return Claim.objects.get(pk=claim.pk)


def decide(client: Client, claim: Claim, verdict: str = "approved", **more: str) -> Any:
    from payung.claims.queries import last_assessment

    made = last_assessment(claim)
    given = {"verdict": verdict, "assessment": str(made.pk if made else ""), **more}
    return client.post(f"/claims/{claim.number}/decide/", given)
