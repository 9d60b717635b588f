"""gunicorn's settings that are no words of a command line: our logs, and the figures of processes that have ended."""

from __future__ import annotations

from typing import Any

from prometheus_client import multiprocess

from payung.config.logs import logging_settings

logconfig_dict = logging_settings()


def child_exit(server: Any, worker: Any) -> None:
    """What a process counted stays counted after it; what it only held does not."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
