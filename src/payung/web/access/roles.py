"""Users and their roles: who holds what where, what waits for a decision, and the two steps that change it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.access.actions.ask_role import ask_role
from payung.access.actions.decide_role import decide_role
from payung.access.queries import roles, users_with_roles, waiting_changes
from payung.regions.queries import with_codes
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.tokens import told_tokens
from payung.web.components.tags import say

if TYPE_CHECKING:
    from payung.access.models import RoleChange

_FIELDS = ("username", "role", "area", "line", "why")
_FIELD_OF = {
    "user_unknown": "username", "role_unknown": "role", "region_unknown": "area", "role_line_misplaced": "line",
    "role_line_outside": "line",
    "role_not_chosen": "role", "username_missing": "username",
    "reason_missing": "why", "area_outside": "area",
}  # fmt: skip


def _waiting(request: SignedIn) -> list[dict[str, Any]]:
    """The changes that wait, in words, and whether this user is the other one who may decide."""
    changes = waiting_changes()
    places = with_codes({change.area for change in changes if change.area})
    decides = request.acting.may("decide-roles")
    return [
        {
            "change": change,
            "title": roles().get(change.role, {}).get("title", change.role),
            "place": str(places.get(change.area, change.area)) or "Indonesia",
            "may_decide": decides and request.acting.by not in (change.asked_by, change.username),
        }
        for change in changes
    ]


def _page(request: SignedIn, given: dict[str, str], error: Refused | None = None) -> HttpResponse:
    name, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    held, following = users_with_roles(name=name, after=after)
    wrong = {_FIELD_OF.get(error.code, "username"): say(error.code, error.facts)} if error else {}
    facts = {
        "users": [list(each) for _name, each in groupby(held, key=lambda row: row.username)],
        "tokens": told_tokens(request) if request.acting.may("operate") else None,
        "waiting": _waiting(request), "roles": roles(), "may_invite": request.acting.may("invite"),
        "given": given, "q": name, "next": following, "after": after,
        "wrong": wrong, "errors": [{"field": field, "text": text} for field, text in wrong.items()],
    }  # fmt: skip
    return render(request, "access/roles.html", facts, status=422 if error else 200)


@require_safe
@needs("ask-roles")
def role_list(request: SignedIn) -> HttpResponse:
    """Users of the area with their roles, and the changes that wait."""
    return _page(request, {"area": request.acting.area})


@require_POST
@needs("ask-roles")
@fresh
def role_ask(request: SignedIn) -> HttpResponse:
    """Asks that a role be given or taken. What was written stays in the form when it is refused."""
    given = {field: request.POST.get(field, "").strip() for field in _FIELDS}
    verb = "take" if request.POST.get("verb") == "take" else "give"
    try:
        if not given["username"]:
            raise Refused("username_missing")
        if not given["role"]:
            raise Refused("role_not_chosen")
        if given["area"] not in request.acting.sees and (given["area"] or request.acting.area):
            raise Refused("area_outside", given=given["area"])
        ask_role(**given, verb=verb, by=request.acting.by, at=timezone.now())
    except Refused as refusal:
        return _page(request, given, refusal)
    messages.success(request, _("Permintaan dicatat. Pengelola lain harus memutuskannya."))
    return HttpResponseRedirect(reverse("roles"))


def _said(change: RoleChange) -> str:
    return _("Peran diubah.") if change.granted else _("Permintaan ditolak; peran tidak berubah.")


@require_POST
@needs("decide-roles")
@fresh
def role_decide(request: SignedIn, change_id: int) -> HttpResponse:
    """Agrees to, or refuses, what somebody else has asked for."""
    granted = request.POST.get("decision") == "grant"
    try:
        decided = decide_role(change=change_id, granted=granted, by=request.acting.by, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.code, refusal.facts))
    else:
        messages.success(request, _said(decided))
    return HttpResponseRedirect(reverse("roles"))
