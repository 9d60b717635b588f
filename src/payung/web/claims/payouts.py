"""Money that leaves: what is due, sent and came back; the file to the bank, its answer, and what came back made due again."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.access.actions.note_export import note_export
from payung.claims.actions.pay import take_result, try_again
from payung.claims.queries import payout, sent_in
from payung.claims.queries.open_payouts import files_sent, has_clock, open_payouts
from payung.exchange.mapping import own_or_given
from payung.exchange.payouts import payout_file, read_results
from payung.exchange.write import Kind
from payung.intake.read import Unreadable
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh, fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.clock import clock_until
from payung.web.claims.words import PAYOUTS, WHAT, word
from payung.web.components.tags import language, say
from payung.web.funding.incoming import file_of, takes_a_file
from payung.web.funding.reconciliation_seen import told as refusal_words
from payung.web.number import number
from payung.web.today import day_of_judgement

_TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


def _page(request: SignedIn, **more: Any) -> HttpResponse:
    after = number(request.GET.get("after", ""))
    found = open_payouts(request.acting.sees, after=after)
    rows = [{"payout": each, "state": word(PAYOUTS, each.state), "what": word(WHAT, each.what),
             "clock": clock_until(each.claim.due_on) if each.claim.due_on and has_clock(each) else None}
            for each in found.page]  # fmt: skip
    facts = {
        "rows": rows, "sums": [(code, word(PAYOUTS, code), found.sums[code]) for code in ("due", "sent", "failed")],
        "ready": found.ready, "without": found.without_account, "held": found.held, "files": files_sent(request.acting.sees),
        "next": found.page[-1].pk if found.more else None, "after": after, **more,
    }  # fmt: skip
    return render(request, "claims/payouts.html", facts, status=422 if more.get("errors") else 200)


@needs("pay-claims")
def payouts(request: SignedIn) -> HttpResponse:
    """What is due, sent and failed in sight, the files that the bank has not answered, and what to do next."""
    return _page(request)


@require_POST
@needs("pay-claims")
@fresh
def send_file(request: SignedIn) -> HttpResponse:
    """Whatever can leave now, as one file for the bank, marked as sent; or with its code an earlier file once more."""
    kind: Kind = "csv" if request.POST.get("kind") == "csv" else "xlsx"
    again = request.POST.get("again", "").strip()[:20]
    try:
        made = payout_file(columns=own_or_given().payouts, kind=kind, reason="berkas pembayaran klaim", again=again)
    except Refused as refusal:
        return _page(request, errors=[{"field": "file-out", "text": refusal_words(refusal, language())}])
    note_export([each.person_id for each in sent_in(made.code)], why=f"berkas pembayaran klaim {made.code}")
    name = f"pembayaran-klaim-{made.code}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made.content, content_type=_TYPES[kind], headers=headers)


def _take(request: SignedIn) -> str:
    """Takes the bank's answer whole and says what came of it. Raises Refused or Unreadable, and then nothing is taken."""
    path, _name = file_of(request)
    read = read_results(path, own_or_given().payout_results)
    if read.problems:
        first = read.problems[0]
        raise Refused(
            "payout_result_has_problems", count=len(read.problems), row=first.where, why=say(first.code, first.facts)
        )
    paid, failed, before = take_result(law=law(), told=read.told, on=day_of_judgement())
    said = _("{paid} dibayar, {failed} gagal, {before} sudah dicatat sebelumnya.")
    return said.format(paid=paid, failed=failed, before=before)


@takes_a_file("pay-claims")
def take_answer(request: SignedIn) -> HttpResponse:
    """The bank's answer: taken whole or not at all; the same one twice changes nothing."""
    if request.method != "POST":
        return redirect("payouts")
    try:
        messages.success(request, _take(request))
    except (Refused, Unreadable) as refusal:
        text = refusal_words(refusal, language())
        return _page(request, errors=[{"field": "file", "text": text}], wrong=text)
    return redirect("payouts")


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
