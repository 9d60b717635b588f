"""Which of the roles held somebody acts under: chosen in the masthead, kept in the session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from payung.access.queries import roles_of
from payung.web.access.permission import signed_in
from payung.web.access.signed_in import SignedIn

_KEPT = "role_held"


def chosen_role(request: HttpRequest) -> int | None:
    """The number of the role held that was chosen, or None for the first."""
    kept = request.session.get(_KEPT)
    return kept if isinstance(kept, int) else None


@require_POST
@signed_in
def switch_role(request: SignedIn) -> HttpResponse:
    """Acts under another role held from now on; one that is not held changes nothing. On to the front door of that role."""
    wanted = request.POST.get("held", "")
    if wanted in {str(each.pk) for each in roles_of(request.acting.by)}:
        request.session[_KEPT] = int(wanted)
    return HttpResponseRedirect(reverse("home"))
