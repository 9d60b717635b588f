"""What the law wants told of an accident, or of a death at work: what did it, at what time; of a disease the work behind it.

Source: Permenaker 1/2025 Pasal 48A.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from payung.claims.models import OF_A_DISEASE, Claim, ClaimCircumstance

# The facts that a report may lack, with their words.
FACTS = {
    "where": "fact_where", "story": "fact_story", "teller_name": "fact_teller_name", "teller_phone": "fact_teller_phone",
    "source": "fact_source", "at_time": "fact_at_time", "occupation": "fact_occupation", "service": "fact_service",
    "last_service": "fact_last_service", "exposure": "fact_exposure", "diagnosis": "fact_diagnosis",
}  # fmt: skip
_LONGEST = {"source": 200, "occupation": 100, "service": 60, "last_service": 60, "exposure": 200, "diagnosis": 200}


@dataclass(frozen=True, slots=True)
class Disease:
    """Of a disease that work brought: the work, how long it was done in all and last, what it was exposed to, the diagnosis."""

    occupation: str = ""
    service: str = ""
    last_service: str = ""
    exposure: str = ""
    diagnosis: str = ""


@dataclass(frozen=True, slots=True)
class AtWork:
    """What did it, and when: a time, or said to be unknown. `disease` where it was no accident but a disease."""

    source: str = ""
    at_time: time | None = None
    time_unknown: bool = False
    disease: Disease | None = None


def missing_facts(at_work: AtWork) -> tuple[str, ...]:
    """Which of the facts that the law wants were not told."""
    missing = [] if at_work.source.strip() else ["source"]
    if at_work.disease is None:
        return (*missing, *(() if at_work.at_time or at_work.time_unknown else ("at_time",)))
    return (*missing, *(name for name in OF_A_DISEASE if not getattr(at_work.disease, name).strip()))


def note_circumstances(claim: Claim, at_work: AtWork, by: str, at: datetime) -> None:
    """Keeps them with a claim that has none; what was told first stands. They must be whole."""
    if claim.state != "reported" or claim.cause != "work":
        return
    told = at_work.disease
    said = {name: getattr(told, name) for name in OF_A_DISEASE} if told else {}
    words = {
        name: " ".join(text.split())[: _LONGEST[name]] for name, text in {"source": at_work.source, **said}.items()
    }
    ClaimCircumstance.objects.get_or_create(
        claim=claim,
        defaults={
            "person": claim.person, "village": claim.village, "at_time": at_work.at_time, "disease": told is not None,
            "noted_by": by[:60], "noted_at": at, **words,
        },
    )  # fmt: skip
