"""`/metrics`: figures for a Prometheus that brings the token. Labels name routes and statuses, never a path or a person."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from payung.access.queries import seeing
from payung.intake.queue import jobs_by_status, rows_landed
from payung.units.region import Area
from payung.web.access.permission import public

OURS = CollectorRegistry()
REQUESTS = Histogram(
    "payung_request_seconds",
    "Time to answer, by route, method and status",
    ["route", "method", "status"],
    registry=OURS,
)
FAILED_SIGN_INS = Counter("payung_sign_ins_failed", "Sign-ins that did not lead in", registry=OURS)

# Where somebody proves who it is; an answer to a form there that leads nowhere is a failed try.
_SIGN_IN = {"sign-in", "account_login", "mfa_authenticate"}


def note_request(*, route: str, method: str, status: int, seconds: float) -> None:
    """Counts one answered request."""
    known = method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
    REQUESTS.labels(route, known, str(status)).observe(seconds)
    if route in _SIGN_IN and method == "POST" and not 300 <= status < 400:
        FAILED_SIGN_INS.inc()


class _FromTheDatabase(Collector):
    """What all processes share, asked at the moment of the question."""

    def collect(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("payung_database_up", "1 when the database answered")
        try:
            found = [_jobs(), _rows(), _connections()]
            up.add_metric([], 1)
        except DatabaseError:
            connection.close()
            found = []
            up.add_metric([], 0)
        return [up, *found]


def _jobs() -> Metric:
    jobs = GaugeMetricFamily("payung_jobs", "Background jobs by status", labels=["status"])
    for status, count in jobs_by_status().items():
        jobs.add_metric([status], count)
    return jobs


def _rows() -> Metric:
    rows = CounterMetricFamily(
        "payung_rows", "Rows of lists that have come in, by what became of them", labels=["outcome"]
    )
    with seeing(Area(""), by="metrics"):
        for outcome, count in rows_landed().items():
            rows.add_metric([outcome], count)
    return rows


def _connections() -> Metric:
    open_ones = GaugeMetricFamily("payung_database_connections", "Connections to this database", labels=["state"])
    with connection.cursor() as db:
        db.execute(
            "SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1"
        )
        for state, count in db.fetchall():
            open_ones.add_metric([state], count)
    return open_ones


def _all_processes() -> CollectorRegistry:
    """The figures of every process of `payung serve` together, or of this one when it runs alone."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(OURS)
    registry.register(_FromTheDatabase())
    return registry


def _brings_the_token(request: HttpRequest) -> bool:
    return hmac.compare_digest(
        request.headers.get("Authorization", "").encode(), f"Bearer {settings.METRICS_TOKEN}".encode()
    )


@public
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures; 401 without the token; 404 where no token is set, as if there were nothing here."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not _brings_the_token(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(generate_latest(_all_processes()), content_type=CONTENT_TYPE_LATEST)
