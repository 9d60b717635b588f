"""Why a list stopped, in words, and what to do next."""

from __future__ import annotations

from payung.intake.models import Batch
from payung.intake.read import UNREADABLE_MESSAGES
from payung.units.words import say


def why_it_failed(batch: Batch, language: str = "id") -> str:
    """The sentence for the failure noted on a batch; the empty text when there is none."""
    if not batch.failure:
        return ""
    code, facts = batch.failure["code"], batch.failure["facts"]
    if code in UNREADABLE_MESSAGES:
        return UNREADABLE_MESSAGES[code][language].format(**facts)
    return say(code, language, **facts)


_PASSING = ("places_gone", "disk_full", "batch_stopped")


def may_pass(batch: Batch) -> bool:
    """Whether trying again without another file can help."""
    return _code(batch) in _PASSING


def columns_are_the_reason(batch: Batch) -> bool:
    """Whether choosing other columns can mend the failure."""
    return _code(batch) == "columns_missing"


def _code(batch: Batch) -> str:
    return str(batch.failure["code"]) if batch.failure else ""
