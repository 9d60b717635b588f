"""Answer what a person has asked about the own data: done, with what that changes, or refused; in words either way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from payung.people.actions.erase import erase
from payung.people.models import DataRequest, Person
from payung.people.queries import statement
from payung.units.refusal import Refused

Understood = Callable[[Person, str, str], Any]


def _restrict(request: DataRequest, at: datetime) -> None:
    """From now on nothing new is done with the data; what is paid stays paid and can be answered for."""
    Person.objects.filter(pk=request.person_id, restricted_at=None).update(restricted_at=at)


def _withdraw(request: DataRequest, at: datetime) -> None:
    """Ends every consent, those of former villages too, takes the phone out of the row, and restricts.

    The log keeps what the row was until erasure, as it does of every change. Ledger and paid months stay, as the law
    asks of money.
    """
    facts: dict[str, Any] = {"person": request.person_id, "at": at, "why": request.asked_how}
    with connection.cursor() as db:
        db.execute(statement("withdraw_consents"), facts)
    Person.objects.filter(pk=request.person_id).update(phone=None)
    _restrict(request, at)


def _correct(request: DataRequest, understood: Understood) -> None:
    person = Person.objects.select_for_update().get(pk=request.person_id)
    value = understood(person, request.field, request.new_value)
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**{request.field: value})
    except IntegrityError as error:
        if "person_has_one_row_per_nik" in str(error):
            raise Refused("correction_nik_taken") from error
        raise


def _take_effect(request: DataRequest, understood: Understood, at: datetime) -> None:
    match request.kind:
        case "correction":
            _correct(request, understood)
        case "restriction":
            _restrict(request, at)
        case "withdrawal":
            _withdraw(request, at)
        case "erasure":
            erase(person=request.person_id, on=timezone.localdate(at))


@transaction.atomic
def answer_request(
    *, request_id: int, granted: bool, answer: str, understood: Understood, by: str, at: datetime
) -> DataRequest:
    """The request, answered once. Must run inside `seeing`. `understood` gives a corrected value as the door understands it.

    Raises Refused for a request that is not there or was answered, without words for the person, or whatever its effect
    is refused for; then it stays open.
    """
    request = DataRequest.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        raise Refused("request_unknown")
    if request.state != "open":
        raise Refused("request_answered")
    if not (said := " ".join(answer.split())[:300]):
        raise Refused("answer_missing")
    if granted:
        _take_effect(request, understood, at)
    request.state = "done" if granted else "refused"
    request.done_at, request.done_by, request.answer = at, by, said
    request.save(update_fields=["state", "done_at", "done_by", "answer"])
    return request
