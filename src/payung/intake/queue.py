"""How the background jobs are doing: how many wait or failed, and whether anybody takes them up."""

from __future__ import annotations

from django.db import connection
from django.db.models import Sum

from payung.intake.models import Batch

# A worker says that it lives every two seconds; a minute without any is long enough to tell somebody.
_PATIENCE_SECONDS = 60

_STUCK = """
    SELECT count(*) FROM procrastinate_jobs AS job
    WHERE status IN ('todo', 'doing') AND coalesce(scheduled_at, now()) <= now()
        AND (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id) < now() - make_interval(secs => %s)
        AND NOT EXISTS (
            SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s))
"""


def stuck_jobs() -> int:
    """Jobs that have waited, or stood still, for a minute while no worker lives."""
    with connection.cursor() as db:
        db.execute(_STUCK, [_PATIENCE_SECONDS, _PATIENCE_SECONDS])
        return int(db.fetchone()[0])


def jobs_by_status() -> dict[str, int]:
    """How many jobs are `todo`, `doing`, `succeeded`, `failed`."""
    with connection.cursor() as db:
        db.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status")
        return {"todo": 0, "doing": 0, "failed": 0, **dict(db.fetchall())}


def rows_landed() -> dict[str, int]:
    """Rows of all lists in the area that is seen: landed, waiting for a place, refused."""
    sums = Batch.objects.filter(stage="landed").aggregate(
        landed=Sum("landed", default=0), waiting=Sum("waiting", default=0), refused=Sum("refused", default=0)
    )
    return {name: int(value) for name, value in sums.items()}
