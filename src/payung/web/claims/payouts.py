"""Money that leaves: what is due, sent and came back; and the ones that came back made due again."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.claims.actions.pay import try_again
from payung.claims.queries import payout
from payung.claims.queries.open_payouts import open_payouts
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.words import PAYOUTS, WHAT, word
from payung.web.number import number


@needs("pay-claims")
def payouts(request: SignedIn) -> HttpResponse:
    """What is due, sent and failed in sight, by state, with the claim of each."""
    after = number(request.GET.get("after", ""))
    found = open_payouts(request.acting.sees, after=after)
    facts = {
        "rows": [{"payout": each, "state": word(PAYOUTS, each.state), "what": word(WHAT, each.what)} for each in found.page],
        "sums": [(code, word(PAYOUTS, code), found.sums[code]) for code in ("due", "sent", "failed")],
        "without": found.without_account, "held": found.held, "next": found.page[-1].pk if found.more else None, "after": after,
    }  # fmt: skip
    return render(request, "claims/payouts.html", facts)


@require_POST
@needs("pay-claims")
@fresh_to_send
def again(request: SignedIn, payout_id: int) -> HttpResponse:
    """One that came back is due again, and leaves with the next file."""
    found = payout(payout_id)
    if found is None:
        raise Http404
    act = partial(try_again, payout_id=payout_id)
    return done(request, found.claim.number, act, _("Dikirim ulang dengan berkas bank berikutnya."))
