"""Pay an invoice: to the rupiah, once. Shown first, then done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.funding.actions.pay import pay
from payung.funding.queries import offset_of
from payung.insight.money import line_money
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import day as day_words
from payung.web.components.tags import say
from payung.web.funding.book import told
from payung.web.funding.form import Booking, Mistakes, booking, new_key, rupiah_in
from payung.web.funding.rehearse import rehearse
from payung.web.funding.seen import crumbs, seen_invoice

if TYPE_CHECKING:
    from payung.funding.models import Invoice

_FIELDS = ("amount", "offset", "on", "reason", "source", "key")


def _pay(invoice: Invoice, given: Booking, offset_idr: int) -> int:
    return pay(
        invoice=invoice, amount_idr=given.amount_idr, offset_idr=offset_idr, on=given.on, reason=given.reason,
        source=given.source,
    )  # fmt: skip


def _confirm(invoice: Invoice, given: Booking, offset_idr: int) -> dict[str, Any]:
    said = {"invoice": invoice, "amount": in_rupiah(given.amount_idr), "on": day_words(given.on)}
    will = _("Tagihan {invoice} dicatat lunas pada {on}: {amount} dari uang di bank.").format(**said)
    if offset_idr:
        will += " " + _("{offset} diperhitungkan dengan yang harus dikembalikan BPJS.").format(
            offset=in_rupiah(offset_idr)
        )
    return {"will": will, "changes": rehearse(invoice.line, partial(_pay, invoice, given, offset_idr))}


def _answer(request: SignedIn, invoice: Invoice) -> HttpResponse | dict[str, Any]:
    try:
        given = booking(request.POST)
        offset_idr = rupiah_in(request.POST.get("offset") or "0")
        if offset_idr and not offset_of(invoice):
            raise Refused("offset_not_allowed", line=invoice.line.code)
        if request.POST.get("confirmed") != "yes":
            return _confirm(invoice, given, offset_idr)
        entry = _pay(invoice, given, offset_idr)
    except Mistakes as mistakes:
        return told(mistakes.found)
    except Refused as refusal:
        return told({"amount": refusal})
    messages.success(request, _("Tagihan {invoice} lunas, catatan nomor {entry}.").format(invoice=invoice, entry=entry))
    return HttpResponseRedirect(reverse("invoice", args=[invoice.pk]))


@needs("pay")
@fresh_to_send
def invoice_pay(request: SignedIn, invoice_id: int) -> HttpResponse:
    """The form, the page that says what will happen, and the payment. A form that is sent twice finds the invoice paid."""
    invoice = seen_invoice(request, invoice_id)
    sent = request.method == "POST"
    given = {name: request.POST.get(name, "") for name in _FIELDS} if sent else {}
    answer = _answer(request, invoice) if sent else {}
    if isinstance(answer, HttpResponse):
        return answer
    if not sent:
        given = {"on": timezone.localdate().isoformat(), "key": new_key(), "source": invoice.payment_code or ""}
        # Where the line's rule says so, what BPJS owes is taken off first.
        if offset_idr := offset_of(invoice):
            given |= {"offset": str(offset_idr), "amount": str(invoice.open_idr - offset_idr)}
    invoice.refresh_from_db()
    facts = {
        "invoice": invoice, "line": invoice.line, "money": line_money(invoice.line_id), "given": given,
        "may_offset": offset_of(invoice), "asked": say("payment_asked", {"open": in_rupiah(invoice.open_idr)}),
        "breadcrumbs": crumbs(invoice.line, (str(invoice), reverse("invoice", args=[invoice.pk])), (_("Bayar"), "")), **answer,
    }  # fmt: skip
    return render(request, "funding/pay.html", facts, status=422 if answer.get("errors") else 200)
