"""Note that one worker has consented to something, in a way that can be shown."""

from __future__ import annotations

from datetime import date

from payung.people.models import WAYS, Consent, Person
from payung.units.refusal import Refused

# A list is the village's word for many workers; explicit consent is each worker's own.
OWN_WAYS = tuple(way for way in WAYS if way != "list")


def note_consent(*, person: Person, purpose: str, how: str, on: date, by: str) -> Consent:
    """The consent of one worker, given on a day by form or letter. Raises Refused("consent_way_unknown")."""
    if how not in OWN_WAYS:
        raise Refused("consent_way_unknown", field="consent")
    return Consent.objects.create(
        village=person.village, purpose=purpose, given_on=on, how=how, noted_by=by, people=[person.pk]
    )
