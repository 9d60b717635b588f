"""Take away the files of papers that no claim names any more: of workers who were erased, or of a step that was not finished."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from payung.claims.actions.bring_document import folder
from payung.claims.models import ClaimDocument


def forget_papers(*, on: date) -> int:
    """Removes files that lay there before yesterday and that no paper in sight names; gives how many. A younger one may belong to
    a step that is still under way. Must see the whole country: a paper out of sight would be taken for nobody's."""
    before = timezone.make_aware(datetime.combine(on - timedelta(days=1), time.min)).timestamp()
    named = set(ClaimDocument.objects.values_list("stored_as", flat=True))
    gone = [file for file in folder().glob("??/*") if file.name not in named and file.stat().st_mtime < before]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)
