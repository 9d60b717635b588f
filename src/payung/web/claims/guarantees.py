"""Guarantee letters from the page of an accident: issued to a hospital, printed, cancelled, and the account it is paid to."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from payung.cards.actions.keep_key import card_key
from payung.claims.actions.issue_letter import cancel_letter, enter_hospital_account, issue_letter
from payung.insight.guarantee_letter import guarantee_letter
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done, refused
from payung.web.claims.fields import day_in, text
from payung.web.claims.heirs import ACCOUNT, FIELD_OF_ACCOUNT
from payung.web.claims.seen import crumbs, seen_guarantee
from payung.web.components.tags import say
from payung.web.today import day_of_judgement, moment_of_judgement


def _issue(request: SignedIn, claim: str) -> None:
    hospital, until = text(request, "hospital"), day_in(request, "valid_until")
    issue_letter(
        number=claim, hospital=hospital, valid_until=until, by=request.acting.by, on=day_of_judgement(),
        at=moment_of_judgement(),
    )  # fmt: skip


@require_POST
@needs("handle-claims")
def issue(request: SignedIn, claim: str) -> HttpResponse:
    """Treatment at a hospital is guaranteed until a day."""
    act, where = partial(_issue, request, claim), {"letter_ends_before_today": "valid_until"}
    return done(request, claim, act, _("Surat jaminan diterbitkan."), field="hospital", fields=where)


@require_POST
@needs("handle-claims")
def cancel(request: SignedIn, claim: str, letter: str) -> HttpResponse:
    """A letter that no hospital has used is cancelled for a reason."""
    found = seen_guarantee(claim, letter)
    act = partial(cancel_letter, letter=found.number, why=text(request, "why"))
    return done(request, claim, act, _("Surat jaminan dibatalkan."), field=f"why_{found.number}")


def _enter(letter: str, given: dict[str, str]) -> dict[str, Any]:
    try:
        enter_hospital_account(letter=letter, **given)
    except Refused as refusal:
        field, said = FIELD_OF_ACCOUNT.get(refusal.code, "number"), say(refusal.code, refusal.facts)
        return {"given": given, "errors": [{"field": field, "text": said}], "wrong": {field: said}}
    return {}


@never_cache
@sensitive_post_parameters(*ACCOUNT)
@needs("handle-claims")
@fresh
def account(request: SignedIn, claim: str, letter: str) -> HttpResponse:
    """The form, and by POST the account that a hospital is paid to."""
    found = seen_guarantee(claim, letter)
    facts: dict[str, Any] = {
        "letter": found, "claim": found.claim,
        "breadcrumbs": crumbs(request, (claim, f"/claims/{claim}/"), (_("Rekening rumah sakit"), "")),
    }  # fmt: skip
    if request.method == "POST":
        mistakes = _enter(found.number, {name: request.POST.get(name, "") for name in ACCOUNT})
        if not mistakes:
            messages.success(request, _("Rekening rumah sakit dicatat."))
            return redirect("claim", claim)
        facts |= mistakes
    return render(request, "claims/hospital_account.html", facts, status=422 if facts.get("errors") else 200)


@require_POST
@needs("handle-claims")
@fresh
@never_cache
def letter_pdf(request: SignedIn, claim: str, letter: str) -> HttpResponse:
    """The letter as a PDF for the hospital, with its signed QR code; a cancelled one is not printed."""
    found = seen_guarantee(claim, letter)
    site = request.build_absolute_uri(reverse("guarantee-check"))
    try:
        page = guarantee_letter(found, key=card_key(settings.KEY_FOLDER), site=site, at=moment_of_judgement())
    except Refused as refusal:
        return refused(request, found.claim, refusal)
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{found.number}.pdf"'}
    return HttpResponse(page, content_type="application/pdf", headers=headers)
