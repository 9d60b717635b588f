"""The tokens of programs: which there are, what they read, until when; and their end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from payung.access.actions.issue_token import revoke_token
from payung.access.queries import tokens_in
from payung.regions.queries import with_codes
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say

_MAY = {"see": gettext_noop("melihat orang"), "see-numbers": gettext_noop("melihat angka")}


def _is_ours(request: SignedIn, area: str) -> bool:
    """Whether a token reads nothing outside the area acted in: nobody ends what stands above."""
    return area in request.acting.sees if area else not request.acting.area


def told_tokens(request: SignedIn) -> list[dict[str, Any]]:
    """The tokens that read anything of the area acted in, in words: those that open something first."""
    now, found = timezone.now(), tokens_in(request.acting.sees)
    places = with_codes({each.area for each in found if each.area})
    rows = [
        {"token": each, "place": str(places.get(each.area, each.area)) or "Indonesia",
         "may": ", ".join(_(_MAY.get(may, may)) for may in each.permissions),
         "opens": each.revoked_at is None and each.expires_at > now, "ours": _is_ours(request, each.area)}
        for each in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: not row["opens"])


@require_POST
@needs("operate")
@fresh
def token_revoke(request: SignedIn, token_id: int) -> HttpResponse:
    """Ends a token of the area acted in; any other is not found. The log says who ended it."""
    token = next((each for each in tokens_in(request.acting.sees) if each.pk == token_id), None)
    if token is None or not _is_ours(request, token.area):
        raise Http404
    try:
        revoke_token(name=token.name, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.code, refusal.facts))
    else:
        messages.success(request, _("Token dicabut; sejak sekarang tidak membuka apa-apa."))
    return HttpResponseRedirect(reverse("roles") + "#tokens")
