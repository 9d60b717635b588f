"""Is this guarantee letter good? Asked by a hospital without an account: by number and code, or by what its QR code holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from payung.access.actions.count_try import count_try, was_right
from payung.cards.actions.keep_key import card_key
from payung.claims.actions.sign_letter import verify_letter
from payung.claims.queries.accident import letter_standing
from payung.units.refusal import Refused
from payung.web.access.address import address_of
from payung.web.access.permission import public
from payung.web.claims.words import LETTER_ANSWERS, word
from payung.web.components.tags import say
from payung.web.today import day_of_judgement

Facts = dict[str, Any]
_NUMBER, _CODE = re.compile(r"SJ-\d{4}-\d{6,8}"), re.compile(r"[A-Z0-9]{16}")
_LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a stranger is told of a letter: its number, the hospital, whether it is good, until which day."""

    number: str
    hospital: str
    state: str
    valid_until: date

    @property
    def good(self) -> bool:
        return self.state in ("valid", "used")


def _by_code(number: str, code: str) -> Answer | None:
    found = letter_standing(number, code, day_of_judgement())
    if found is None:
        return None
    return Answer(number, found.hospital, "valid" if found.state == "issued" else found.state, found.valid_until)


def _by_text(text: str) -> Answer | None:
    """What the QR code says is told only where its signature is ours and the letter stands here."""
    found = verify_letter(text, issuers=[card_key(settings.KEY_FOLDER).issuer], on=day_of_judgement())
    if found.valid_until is None:
        return None
    return Answer(found.number, found.hospital, found.state, found.valid_until)


def _asked(request: HttpRequest) -> tuple[str, str, str]:
    """Number, code and text as they were typed. Raises Refused, naming the field, where neither way is whole."""
    text = request.POST.get("text", "").strip()[:_LONGEST_TEXT]
    number = "".join(request.POST.get("number", "").split()).upper()[:20]
    code = "".join(request.POST.get("code", "").split()).upper()[:20]
    if not text and not _NUMBER.fullmatch(number):
        raise Refused("check_number_missing", place="number")
    if not text and not _CODE.fullmatch(code):
        raise Refused("check_code_missing", place="code")
    return number, code, text


def _wrong(field: str, text: str) -> Facts:
    return {"errors": [{"field": field, "text": text}], "wrong": {field: text}}


def _looked(request: HttpRequest) -> tuple[Facts, int]:
    """What is told, and the status. A wrong number and a wrong code have one answer; whoever guesses on has to wait."""
    try:
        number, code, text = _asked(request)
    except Refused as refusal:
        return _wrong(str(refusal.facts["place"]), say(refusal.code, refusal.facts)), 422
    at, field = timezone.now(), "text" if text else "number"
    try:
        made = count_try(at=at, address=f"surat {address_of(request)}", name="" if text else f"surat {number}")
    except Refused as refusal:
        return _wrong(field, say("track_must_wait", refusal.facts)), 429
    found = _by_text(text) if text else _by_code(number, code)
    if found is None:
        return _wrong(field, say("check_unknown")), 422
    was_right(made, at=at)
    return {"found": found, "answer": word(LETTER_ANSWERS, found.state)}, 200


@never_cache
@sensitive_post_parameters("number", "code", "text")
@public
def check_letter(request: HttpRequest) -> HttpResponse:
    """The form, and by POST how one letter stands."""
    facts: Facts = {"given": {}}
    status = 200
    if request.method == "POST":
        told, status = _looked(request)
        facts = {"given": request.POST, **told}
    return render(request, "claims/check_letter.html", facts, status=status)
