"""Lift the restriction of a person's data, because the person says so: from now on the worker may be enrolled again."""

from __future__ import annotations

from django.db import connection, transaction

from payung.people.models import Person
from payung.units.refusal import Refused


@transaction.atomic
def lift_restriction(*, person: Person, why: str) -> None:
    """Lifts it; the reason stands in the history beside who did it. Must run inside `seeing`.

    Raises Refused("reason_missing").
    """
    if not (said := " ".join(why.split())[:300]):
        raise Refused("reason_missing")
    with connection.cursor() as db:
        db.execute("SELECT set_config('payung.reason', %s, true)", [said])
        Person.objects.filter(pk=person.pk).update(restricted_at=None)
        db.execute("SELECT set_config('payung.reason', '', true)")
