"""Give an heir's number, another one, or none any more: whom a family's messages go to, and whether they are wanted."""

from __future__ import annotations

from django.db import transaction
from lokal.phone import normalize_phone

from payung.claims.models import Claim, ClaimHeir
from payung.units.refusal import Refused


def _held(heir_id: int) -> ClaimHeir:
    """The heir with the claim held, as naming and removing hold it."""
    heir = ClaimHeir.objects.select_related("claim").filter(pk=heir_id, removed_why="").first()
    if heir is None:
        raise Refused("heir_unknown")
    Claim.objects.select_for_update().get(pk=heir.claim_id)
    if heir.claim.state in ("paid", "refused"):
        raise Refused("claim_is_decided", number=heir.claim.number)
    return heir


@transaction.atomic
def give_number(*, heir_id: int, phone: str, wants_messages: bool) -> None:
    """Notes the number of an heir or the guardian in place of the one before, and whether messages are wanted on it. The family
    stays as it is: nothing that was complete or computed is touched.

    Raises Refused: "heir_unknown", "claim_is_decided" once nothing more is told, "heir_phone_missing",
    "phone_for_messages_invalid".
    """
    heir, phone = _held(heir_id), phone.strip()[:20]
    if not phone:
        raise Refused("heir_phone_missing")
    if wants_messages and normalize_phone(phone) is None:
        raise Refused("phone_for_messages_invalid")
    row = ClaimHeir.objects.filter(pk=heir_id, removed_why="")
    if wants_messages and not heir.wants_messages:
        row.update(phone="")  # given anew, though it be the same one
    row.update(phone=phone, wants_messages=wants_messages)


def forget_number(*, heir_id: int) -> None:
    """No number of this heir is kept any more; what waits goes nowhere. Raises Refused("heir_unknown")."""
    if not ClaimHeir.objects.filter(pk=heir_id, removed_why="").update(phone="", wants_messages=False):
        raise Refused("heir_unknown")
