"""What came of verifying the log."""

from __future__ import annotations

from dataclasses import dataclass

from payung.access.models import AuditCheck

MOST_PAST = 5


@dataclass(frozen=True, slots=True)
class Checks:
    """The last verification, the last one of everything, and the one whose fault stands: no whole one after it was well.

    `past` are the last five whose faults stand no more: that they were found is not forgotten.
    """

    last: AuditCheck | None
    whole: AuditCheck | None
    broken: AuditCheck | None
    past: list[AuditCheck]


def checks() -> Checks:
    """How it stands with the verifications of the log."""
    made = AuditCheck.objects.order_by("-id")
    whole = made.filter(since=None)
    well = whole.filter(faults=[]).first()
    until, faulty = well.pk if well else 0, made.exclude(faults=[])
    return Checks(
        made.first(), whole.first(), faulty.filter(id__gt=until).first(), list(faulty.filter(id__lt=until)[:MOST_PAST])
    )
