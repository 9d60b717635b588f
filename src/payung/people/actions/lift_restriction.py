"""Lift the restriction of a person's data, because the person says so: from now on the worker may be enrolled again."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from payung.people.actions.note_consent import note_consent
from payung.people.models import Person
from payung.people.queries import consent_stands
from payung.units.refusal import Refused


@transaction.atomic
def lift_restriction(*, person: Person, why: str, consent: str = "", by: str, on: date) -> None:
    """Lifts it; the reason stands in the history beside who did it. Must run inside `seeing`.

    Who withdrew every consent gives a new one by `consent`, form or letter, which is noted with it: otherwise the next list
    would consent in the worker's name. Raises Refused: reason_missing, consent_withdrawn, consent_way_unknown.
    """
    if not (said := " ".join(why.split())[:300]):
        raise Refused("reason_missing")
    if consent_stands(person.pk, "protection") is False:
        if not consent:
            raise Refused("consent_withdrawn")
        note_consent(person=person, purpose="protection", how=consent, on=on, by=by)
    with connection.cursor() as db:
        db.execute("SELECT set_config('payung.reason', %s, true)", [said])
        Person.objects.filter(pk=person.pk).update(restricted_at=None)
        db.execute("SELECT set_config('payung.reason', '', true)")
