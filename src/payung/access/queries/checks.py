"""What came of verifying the log."""

from __future__ import annotations

from dataclasses import dataclass

from payung.access.models import AuditCheck


@dataclass(frozen=True, slots=True)
class Checks:
    """The last verification, the last one of everything, and the one whose fault stands: no whole one after it was well."""

    last: AuditCheck | None
    whole: AuditCheck | None
    broken: AuditCheck | None


def checks() -> Checks:
    """How it stands with the verifications of the log."""
    made = AuditCheck.objects.order_by("-id")
    whole = made.filter(since=None)
    well = whole.filter(faults=[]).first()
    broken = made.exclude(faults=[]).filter(id__gt=well.pk if well else 0).first()
    return Checks(made.first(), whole.first(), broken)
