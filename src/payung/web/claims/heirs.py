"""Who is left behind: named, taken off the list for a reason, the number each is told on, and the account each is paid to."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from payung.claims.actions.bring_document import bring_document
from payung.claims.actions.check_family import enter_guardian, prove_heir
from payung.claims.actions.give_number import forget_number, give_number
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir, remove_heir
from payung.claims.actions.state_nobody_left import Alone, state_nobody_left
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.fields import number_at, wants_messages
from payung.web.claims.papers import paper_data, sends_a_paper, takes_a_paper
from payung.web.claims.seen import crumbs, seen_heir
from payung.web.claims.words import FUNERAL, RELATIONS, word
from payung.web.components.tags import say
from payung.web.today import day_of_judgement, moment_of_judgement

ACCOUNT = ("bank", "number", "holder_name")
_FIELD_OF_HEIR = {
    "guardian_missing": "guardian_name", "day_missing": "birth_on", "heir_birth_missing": "birth_on",
    "birth_after_the_day": "birth_on", "relation_unknown": "relation", "phone_for_messages_invalid": "heir_phone",
}  # fmt: skip
_FIELD_OF_ALONE = {"funeral_name_missing": "buried_by", "heirs_are_left": "buried_by", "reason_missing": "alone_why"}
FIELD_OF_ACCOUNT = {"account_bank_missing": "bank", "account_holder_missing": "holder_name"}


def _birth_day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        given = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("day_missing") from None
    if not 1900 <= given.year < 2200:
        raise Refused("day_missing")
    return given


def _name(request: SignedIn, claim: str) -> None:
    names = ("relation", "heir_name", "birth_on", "guardian_name", "heir_phone")
    relation, called, born, guardian, phone = (request.POST.get(name, "") for name in names)
    named = Named(relation, called, _birth_day(born), guardian, phone, wants_messages(request, "heir_wants"))
    name_heir(
        law=law(), number=claim, named=named, by=request.acting.by, on=day_of_judgement(), at=moment_of_judgement()
    )


@require_POST
@needs("report-claims")
def name(request: SignedIn, claim: str) -> HttpResponse:
    """One more living relation."""
    return done(
        request,
        claim,
        partial(_name, request, claim),
        _("Ahli waris dicatat."),
        field="heir_name",
        fields=_FIELD_OF_HEIR,
    )


@require_POST
@needs("report-claims")
def prove(request: SignedIn, heir_id: int) -> HttpResponse:
    """Which paper says that somebody else than was named at enrolment is an heir."""
    number, paper = seen_heir(heir_id).claim.number, number_at(request, "proof")
    act = partial(prove_heir, number=number, heir_id=heir_id, proof=paper)
    return done(request, number, act, _("Buktinya dicatat."), field=f"proof_{heir_id}")


@require_POST
@needs("report-claims")
def guardian(request: SignedIn, heir_id: int) -> HttpResponse:
    """Who receives for a minor, where that was not said with the heir."""
    number, name = seen_heir(heir_id).claim.number, request.POST.get("guardian", "")
    act = partial(enter_guardian, number=number, heir_id=heir_id, name=name)
    return done(request, number, act, _("Wali dicatat."), field=f"guardian_{heir_id}")


def _nobody(request: SignedIn, claim: str) -> None:
    buried_by, why = request.POST.get("buried_by", ""), request.POST.get("alone_why", "")
    if not buried_by.strip() or not why.strip() or not sends_a_paper(request):
        stated = Alone(buried_by, why, 0)
    else:
        made, _new = bring_document(
            number=claim,
            kind="heir-statement",
            data=paper_data(request),
            by=request.acting.by,
            at=moment_of_judgement(),
        )
        stated = Alone(buried_by, why, made.pk)
    state_nobody_left(number=claim, stated=stated, by=request.acting.by, at=moment_of_judgement())


@takes_a_paper("handle-claims")
def nobody(request: SignedIn, claim: str) -> HttpResponse:
    """No relation is left: who handled the funeral, with the paper that says so and a reason."""
    said = _("Dicatat: tidak ada ahli waris yang tersisa.")
    return done(request, claim, partial(_nobody, request, claim), said, field="alone_file", fields=_FIELD_OF_ALONE)


@require_POST
@needs("handle-claims")
def remove(request: SignedIn, heir_id: int) -> HttpResponse:
    """A relation is taken off the list; the reason stays."""
    number = seen_heir(heir_id).claim.number
    act = partial(remove_heir, number=number, heir_id=heir_id, why=request.POST.get("why", ""))
    return done(request, number, act, _("Dikeluarkan dari daftar ahli waris."), field=f"why_{heir_id}")


def _give(request: SignedIn, heir_id: int) -> None:
    give_number(
        heir_id=heir_id, phone=request.POST.get("phone", ""), wants_messages=wants_messages(request, "heir_wants")
    )


@sensitive_post_parameters("phone")
@require_POST
@needs("report-claims")
def phone(request: SignedIn, heir_id: int) -> HttpResponse:
    """The number of an heir or the guardian, given anew or forgotten."""
    number = seen_heir(heir_id).claim.number
    if request.POST.get("forget"):
        return done(request, number, partial(forget_number, heir_id=heir_id), _("Nomor HP dihapus."))
    act = partial(_give, request, heir_id)
    return done(request, number, act, _("Nomor HP dicatat."), field=f"phone_{heir_id}")


def _enter(heir_id: int, given: dict[str, str]) -> dict[str, Any]:
    """Enters the account; what is wrong with it comes back at its field."""
    try:
        enter_heir_account(heir_id=heir_id, **given)
    except Refused as refusal:
        field, text = FIELD_OF_ACCOUNT.get(refusal.code, "number"), say(refusal.code, refusal.facts)
        return {"given": given, "errors": [{"field": field, "text": text}], "wrong": {field: text}}
    return {}


@never_cache
@sensitive_post_parameters(*ACCOUNT)
@needs("handle-claims")
@fresh
def account(request: SignedIn, heir_id: int) -> HttpResponse:
    """The form, and by POST the account that an heir is paid to: sealed, and never shown again but for its last digits."""
    heir = seen_heir(heir_id)
    claim = heir.claim
    facts: dict[str, Any] = {
        "heir": heir, "claim": claim, "relation": word(RELATIONS | FUNERAL, heir.relation),
        "breadcrumbs": crumbs(request, (claim.number, f"/claims/{claim.number}/"), (_("Rekening ahli waris"), "")),
    }  # fmt: skip
    if request.method == "POST":
        mistakes = _enter(heir_id, {name: request.POST.get(name, "") for name in ACCOUNT})
        if not mistakes:
            messages.success(request, _("Rekening dicatat dan disegel."))
            return redirect("claim", claim.number)
        facts |= mistakes
    return render(request, "claims/heir_account.html", facts, status=422 if facts.get("errors") else 200)
