"""Enter a worker's bank account, or replace it; the one before is ended and kept."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from payung.people.actions.enter_account import enter_account
from payung.people.queries import open_account
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.people.bank import Facts, may_enter, worker_facts

_FIELDS = ("bank", "number", "holder_name")
_FIELD_OF = {"account_bank_missing": "bank", "account_holder_missing": "holder_name"}


def _enter(request: SignedIn, facts: Facts, given: dict[str, str]) -> Facts:
    """Enters the account; what is wrong with it comes back at its field."""
    try:
        enter_account(person=facts["person"], by=request.acting.by, at=timezone.now(), **given)
    except Refused as refusal:
        field, text = _FIELD_OF.get(refusal.code, "number"), say(refusal.code, refusal.facts)
        return {"given": given, "errors": [{"field": field, "text": text}], "wrong": {field: text}}
    return {}


@never_cache
@sensitive_post_parameters(*_FIELDS)
@needs("see-bank")
@fresh
def bank_enter(request: SignedIn, person_id: int) -> HttpResponse:
    """The form, and by POST the new account; needs the permission to see accounts, and one to propose or to handle claims."""
    if not may_enter(request.acting):
        raise PermissionDenied
    facts = worker_facts(request, person_id, _("Catat rekening"))
    if request.method == "POST":
        mistakes = _enter(request, facts, {name: request.POST.get(name, "") for name in _FIELDS})
        if not mistakes:
            messages.success(request, _("Rekening dicatat dan disegel."))
            return HttpResponseRedirect(reverse("person-bank", args=[person_id]))
        facts |= mistakes
    facts["replaces"] = open_account(person_id)
    return render(request, "people/bank_enter.html", facts, status=422 if facts.get("errors") else 200)
