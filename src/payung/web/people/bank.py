"""A worker's bank account: its last digits, and the whole of it for whoever gives a reason, which is recorded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payung.access.queries import may
from payung.people import queries as workers
from payung.people.actions.read_account import read_account
from payung.regions import queries as regions
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.people.opened import opened
from payung.web.regions.seen import way_to

if TYPE_CHECKING:
    from payung.access.queries import Acting
    from payung.people.models import Person

Facts = dict[str, Any]


def worker_facts(request: SignedIn, person_id: int, here: str) -> Facts:
    """The worker of the user's area, and the way to this page about him or her; anybody else is not found."""
    person = workers.by_id(person_id)
    village = regions.region(person.village) if person else None
    if person is None or village is None:
        raise Http404
    return {"person": person, "village": village, "breadcrumbs": way_to(request.acting, village, here)}


def may_enter(acting: Acting) -> bool:
    """Whether somebody may enter a worker's account: who enrols workers, and who pays a claim to them."""
    return may(acting, "propose") or may(acting, "handle-claims")


def account_facts(request: SignedIn, person: Person) -> Facts:
    """What a page may show of the account in use: bank and last digits; or why it cannot be opened."""
    account = workers.open_account(person.pk)
    facts: Facts = {"account": account, "may_enter_account": may_enter(request.acting)}
    if account is None:
        return facts
    try:
        return {**facts, "last_digits": workers.last_digits(account)}
    except Refused as refusal:
        return {**facts, "closed": say(refusal.code, refusal.facts)}


def _read(facts: Facts, reason: str) -> Any:
    if facts["account"] is None:
        raise Http404
    return read_account(account=facts["account"], reason=reason)


@never_cache
@needs("see-bank")
@fresh
def bank(request: SignedIn, person_id: int) -> HttpResponse:
    """The account with its last digits; by POST with a reason the whole of it, once, on no page that is kept."""
    facts = worker_facts(request, person_id, _("Rekening bank"))
    facts |= account_facts(request, facts["person"])
    if request.method == "POST":
        facts |= opened(request, partial(_read, facts))
    return render(request, "people/bank.html", facts, status=422 if facts.get("errors") else 200)
