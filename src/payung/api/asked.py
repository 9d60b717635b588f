"""What every address has in common: the language, the numbers, and that a key nobody knows is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import get_language_from_request
from ninja import Schema
from pydantic import BeforeValidator, Field

from payung.rules.answer import Answer
from payung.rules.law import law
from payung.rules.read import JAKARTA, read_day, read_whole
from payung.rules.told import explained
from payung.units.refusal import Refused
from payung.units.words import LANGUAGES


def _digits(given: Any) -> Any:
    """Digits alone: pydantic would take "1.000" for one, and in Indonesia it is a thousand."""
    try:
        return read_whole("", given) if isinstance(given, str) else given
    except Refused as refusal:
        # Pydantic knows the key, and tells it with the others.
        raise ValueError(refusal.code) from None


Whole = Annotated[int, BeforeValidator(_digits, json_schema_input_type=int)]
On = Annotated[str | None, Field(description="hari kejadian, YYYY-MM-DD; tanpa ini: hari ini")]
Children = Annotated[
    str, Field(description='anak sebagai JSON: [{"birth_on": "2015-03-01", "level": "sd", "year": 4}]')
]


class Asked(Schema):
    """A question; `lang` chooses the language of the words in the answer, id or en."""

    lang: str | None = None


def language(request: HttpRequest) -> str:
    """The language of ?lang=, else of Accept-Language, else Indonesian."""
    given = request.GET.get("lang", "")
    return given if given in LANGUAGES else get_language_from_request(request)


def check_keys(request: HttpRequest, asked: Schema) -> None:
    """Raises Refused for a key that nobody knows (a misspelt one would otherwise be answered as if it had not been asked), and
    for one that is given twice (the last would win in silence)."""
    known = {field.alias or name for name, field in type(asked).model_fields.items()} | {"lang"}
    if unknown := set(request.GET) - known:
        raise Refused("field_unknown", field=sorted(unknown)[0][:40], known=", ".join(sorted(known)))
    for key, given in request.GET.lists():
        if len(given) > 1:
            raise Refused("field_repeated", field=key, times=len(given))


def day_or_today(text: str | None) -> date:
    """The day of the question, today in Jakarta when none is given."""
    return datetime.now(JAKARTA).date() if text is None else read_day("on", text)


def told(request: HttpRequest, answer: Answer, on: date) -> dict[str, Any]:
    """The answer as JSON with its lines in the words of the language asked for."""
    return explained(answer, law(), on, language(request))
