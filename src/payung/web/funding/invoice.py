"""One invoice: its sums, what was taken off it, its state, its payment code, and its worker-months as counts per village."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.funding.actions.note_payment_code import clear_payment_code, note_payment_code
from payung.insight.invoice import villages_of_invoice
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.funding.book import told
from payung.web.funding.seen import crumbs, seen_invoice
from payung.web.funding.words import invoice_state

if TYPE_CHECKING:
    from payung.funding.models import Invoice


def _page(request: SignedIn, invoice: Invoice, **more: Any) -> HttpResponse:
    state, tone = invoice_state(invoice)
    villages = villages_of_invoice(invoice.pk)
    facts = {
        "invoice": invoice, "line": invoice.line, "state": state, "tone": tone, "villages": villages,
        "taken_off": sum(each.taken_off for each in villages), "taken_off_idr": sum(each.taken_off_idr for each in villages),
        "code": invoice.payment_code or "", "may_pay": request.acting.may("pay"),
        "may_take_answers": request.acting.may("take-answers"),
        "breadcrumbs": crumbs(invoice.line, (str(invoice), "")), **more,
    }  # fmt: skip
    return render(request, "funding/invoice.html", facts, status=422 if more.get("errors") else 200)


@require_safe
@needs("see-numbers")
def invoice_page(request: SignedIn, invoice_id: int) -> HttpResponse:
    """An invoice of a line in sight."""
    return _page(request, seen_invoice(request, invoice_id))


@require_POST
@needs("pay")
@fresh
def invoice_code(request: SignedIn, invoice_id: int) -> HttpResponse:
    """Notes the code by which BPJS wants the invoice to be paid, or clears it; the same twice changes nothing."""
    invoice = seen_invoice(request, invoice_id)
    clear = "clear" in request.POST
    code = "".join(request.POST.get("code", "").split())
    try:
        if len(code) > 40:
            raise Refused("too_long", most=40)
        clear_payment_code(invoice=invoice) if clear else note_payment_code(invoice=invoice, code=code)
    except Refused as refusal:
        invoice.refresh_from_db()
        text = told({"code": refusal})["wrong"]["code"]
        return _page(request, invoice, errors=[{"field": "code", "text": text}], wrong={"code": text}, code=code[:40])
    messages.success(request, _("Kode bayar dihapus.") if clear else _("Kode bayar dicatat."))
    return HttpResponseRedirect(reverse("invoice", args=[invoice_id]))
