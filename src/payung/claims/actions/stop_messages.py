"""Stop the messages about a claim to a number: asked for, so that nobody is written to against their will."""

from __future__ import annotations

from django.db import transaction
from lokal.phone import normalize_phone

from payung.claims.models import ClaimHeir, ClaimReport
from payung.units.refusal import Refused


@transaction.atomic
def stop_messages(*, number: str, report_id: int = 0, heir_id: int = 0) -> None:
    """No further message about a claim goes to the number of a teller or an heir, those that wait neither, whoever gave it: a
    teller who is an heir has one number. Raises Refused("nobody_hears") where nobody of this claim is told by message."""
    reports = ClaimReport.objects.filter(claim__number=number, wants_messages=True)
    heirs = ClaimHeir.objects.filter(claim__number=number, wants_messages=True)
    told_by, left_behind = reports.filter(pk=report_id).first(), heirs.filter(pk=heir_id).first()
    if told_by is None and left_behind is None:
        raise Refused("nobody_hears", number=number[:20])
    phone = normalize_phone(told_by.teller_phone if told_by else left_behind.phone if left_behind else "")
    reports.filter(pk__in=[each.pk for each in reports if normalize_phone(each.teller_phone) == phone]).update(
        wants_messages=False
    )
    heirs.filter(pk__in=[each.pk for each in heirs if normalize_phone(each.phone) == phone]).update(
        wants_messages=False
    )
