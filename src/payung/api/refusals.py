"""Every refusal as 422 with its code, a sentence, the field and what it may hold: never a number, and never a 500."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from payung.api.asked import language
from payung.api.bearer import NotAllowed
from payung.rules.asked import out_of_range
from payung.rules.law import LawUnknown
from payung.rules.read import key_of_day
from payung.units.refusal import Refused
from payung.units.words import say

# The key of the address, where the fact has another name; else a fact is named as its key.
_KEYS = {"income_idr": "income", "payer_kind": "payer", "birth_on": "children.birth_on", "mode": "transport",
         "relation": "family", "level": "children.level"}  # fmt: skip
_ALLOWED = {
    "income_negative": ">= {least_idr}", "birth_after_the_day": "<= {on}", "loss_repeated": "1 - {at_most}",
    "loss_needs_side": "{loss}:right, {loss}:left", "law_unknown": ">= {known_from}",
    "field_repeated": "1 x",
}  # fmt: skip
# What pydantic found wrong with a value, and what the value may be; else it is a number ("int", and "value": see api/asked.py).
_KINDS = {
    "bool": "true, false", "missing": "wajib diisi / required", "extra": "kunci tidak dikenal / unknown key",
}  # fmt: skip
_NUMBERS = ("int", "value")
_NOT_THERE = ("region_unknown", "person_unknown", "money_unknown")


def _refuse(
    api: NinjaAPI, request: HttpRequest, code: str, facts: dict[str, Any], *, status: int = 422
) -> HttpResponse:
    first = next(iter(facts), "")
    # A program reads the range as bare digits, whoever reads the sentence in the figures of the country.
    span = f"{facts['least']} - {facts['most']}" if "most" in facts else ""
    allowed = span or facts.get("allowed") or facts.get("known") or _ALLOWED.get(code, "").format_map(facts)
    body = {
        "code": code, "message": say(code, language(request), **facts),
        "field": str(facts.get("field") or _KEYS.get(first, first)), "allowed": str(allowed),
    }  # fmt: skip
    return api.create_response(request, body, status=status)


def _unknown(api: NinjaAPI, request: HttpRequest, error: LawUnknown) -> HttpResponse:
    field = key_of_day(request.GET, error.on)
    facts = {"field": field, "concept": error.concept, "on": error.on, "known_from": error.known_from}
    return _refuse(api, request, "law_unknown", facts)


def _invalid(api: NinjaAPI, request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    kind = str(first["type"]).partition("_")[0]
    field = str(first["loc"][-1])
    given = str(request.GET.get(field, "-"))[:40]
    facts = {"field": field, "given": given, "allowed": _KINDS.get(kind, kind)}
    return _refuse(api, request, "field_invalid", out_of_range(field, given).facts if kind in _NUMBERS else facts)


def tell_refusals(api: NinjaAPI) -> None:
    """From now on the API tells each refusal as JSON."""

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        status = 404 if error.code in _NOT_THERE else 422
        return _refuse(api, request, error.code, error.facts, status=status)

    def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
        return _refuse(api, request, "field_invalid", {"field": "body", "given": "-", "allowed": "JSON {...}"})

    def unknown(request: HttpRequest, error: Any) -> HttpResponse:
        return _unknown(api, request, error)

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return _invalid(api, request, error)

    def stranger(request: HttpRequest, error: Any) -> HttpResponse:
        return _refuse(api, request, "token_missing", {}, status=401)

    def not_allowed(request: HttpRequest, error: Any) -> HttpResponse:
        return _refuse(api, request, "token_lacks_permission", {}, status=403)

    api.add_exception_handler(AuthenticationError, stranger)
    api.add_exception_handler(NotAllowed, not_allowed)
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(LawUnknown, unknown)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, unreadable)
