"""How the program logs: plainly, or with PAYUNG_LOG=json one object a line; in both ways no NIK, name or phone."""

from __future__ import annotations

import logging
import os
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lokal.samaran.logging import SamaranFilter
from pythonjsonlogger.json import JsonFormatter

from payung.config.errors import told
from payung.web.operations.number import REQUEST_ID, route_of

_JAKARTA = ZoneInfo("Asia/Jakarta")
_OF_A_REQUEST = ("route", "status", "ms", "user")


def _of_django(record: logging.LogRecord) -> str:
    """Django writes the path, in which anything may stand; the name of the route says enough."""
    request: Any = record.__dict__["request"]
    return f"{record.__dict__.get('status_code', record.levelname)} {route_of(request)}"


def _of_a_job(record: logging.LogRecord) -> str:
    """procrastinate writes a job with its arguments, among them who sent it."""
    job = record.__dict__.get("job") or {}
    name = f" {job.get('task_name')}[{job.get('id')}]" if isinstance(job, dict) and job else ""
    return f"{record.__dict__['action']}{name}"


def _plain_words(record: logging.LogRecord) -> str | None:
    """Another message for those of libraries that repeat what somebody sent; None for all others."""
    if record.name.startswith("django.") and hasattr(record, "request"):
        return _of_django(record)
    if record.name.startswith("procrastinate") and hasattr(record, "action"):
        return _of_a_job(record)
    if record.name.startswith("gunicorn") and str(record.msg).startswith(("Error handling request", "Invalid request")):
        return " ".join(str(record.msg).split()[: 3 if "handling" in str(record.msg) else 2])
    return None


class Masked(SamaranFilter):
    """lokal's mask over message and traceback, after those parts were left out that no mask can find."""

    def filter(self, record: logging.LogRecord) -> bool:
        if (words := _plain_words(record)) is not None:
            record.msg, record.args = words, None
        if record.exc_info and record.exc_info[1]:
            record.exc_text = told(record.exc_info[1])
        record.exc_info = None
        if isinstance(record.msg, BaseException):
            record.msg = type(record.msg).__name__ if record.exc_text else told(record.msg)
        return super().filter(record)


class OneObject(JsonFormatter):
    """One JSON object a line, of known fields alone: what a library adds to a record of its own is not repeated."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, _JAKARTA).isoformat(timespec="milliseconds")
        log_data.update(level=record.levelname, logger=record.name, message=record.getMessage())
        if number := REQUEST_ID.get() or getattr(record.__dict__.get("request"), "number", ""):
            log_data["request_id"] = number
        known = {name: record.__dict__[name] for name in _OF_A_REQUEST if record.__dict__.get(name) not in (None, "")}
        log_data.update(known)
        if record.exc_text:
            log_data["error"] = record.exc_text


def logging_settings() -> dict[str, Any]:
    """For `logging.config.dictConfig`: one handler for everything, Django's and gunicorn's own ones taken away."""
    as_json = os.environ.get("PAYUNG_LOG") == "json"
    through_root: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"masked": {"()": "payung.config.logs.Masked"}},
        "formatters": {
            "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": "payung.config.logs.OneObject"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler", "filters": ["masked"], "formatter": "json" if as_json else "plain",
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            # Django's own handler would send the whole error page, with every variable, by mail.
            "django": {**through_root, "level": "INFO" if as_json else "WARNING"},
            "django.server": through_root,
            "gunicorn.error": {**through_root, "level": "INFO" if as_json else "WARNING"},
            "gunicorn.access": {**through_root, "level": "WARNING"},
            "procrastinate": {**through_root, "level": "INFO" if as_json else "WARNING"},
            "payung": {"level": "INFO" if as_json else "WARNING"},
        },
    }  # fmt: skip
