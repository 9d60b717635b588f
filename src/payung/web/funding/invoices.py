"""The invoice run: a month of every line, what is on invoices already, and one button to put the rest on one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from payung.funding.queries import lines_with_codes
from payung.insight.invoice import RunLine, covered_months, invoice_run
from payung.membership.actions.invoice_month import invoice_month
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures, in_rupiah
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say

if TYPE_CHECKING:
    from payung.funding.models import Invoice


def _chosen(text: str, months: list[date]) -> date | None:
    """The month that was asked for; without one the latest that has begun, or the first there is."""
    try:
        asked = Month.parse(text[:7]).first_day
    except ValueError:
        asked = None
    begun = (month for month in months if month <= timezone.localdate())
    return asked if asked in months else next(begun, months[-1] if months else None)


@transaction.atomic
def _make(chosen: list[RunLine], month: date) -> list[Invoice]:
    """The invoices of lines, the line with the lowest number first: the one order in which money is held. All, or none."""
    lines = lines_with_codes(line.code for line in chosen)
    return [
        invoice_month(line=line, month=Month.of(month), on=timezone.localdate())
        for line in sorted(lines.values(), key=lambda each: each.pk)
    ]


def _run(request: SignedIn, month: date) -> HttpResponse:
    asked = request.POST.get("line", "")
    chosen = [line for line in invoice_run(month) if line.code == asked or (not asked and line.to_invoice_idr)]
    if not chosen:
        messages.warning(request, _("Tidak ada yang belum ditagih untuk bulan ini."))
    try:
        for made in _make(chosen, month):
            said = {"number": made, "workers": in_figures(made.workers), "sum": in_rupiah(made.amount_idr)}
            messages.success(request, _("Tagihan {number} dibuat: {workers} pekerja, {sum}.").format(**said))
    except Refused as refusal:
        why = say(refusal.code, refusal.facts)
        if len(chosen) > 1:
            why += " " + _("Karena itu tidak ada tagihan yang dibuat, juga untuk dana lain. Tekan sekali lagi.")
        messages.warning(request, why)
    return HttpResponseRedirect(f"{reverse('invoice-run')}?{urlencode({'month': f'{month:%Y-%m}'})}")


@needs("pay")
@fresh_to_send
def invoice_run_page(request: SignedIn) -> HttpResponse:
    """What the run would put on invoices; by POST it does, for one line or for all. Whoever asks twice finds nothing left."""
    months = covered_months()
    sent = request.method == "POST"
    month = _chosen((request.POST if sent else request.GET).get("month", ""), months)
    if sent and month:
        return _run(request, month)
    lines = invoice_run(month) if month else []
    total: dict[str, Any] = {
        "workers": sum(line.to_invoice for line in lines),
        "amount_idr": sum(line.to_invoice_idr for line in lines),
    }
    facts = {"months": months, "month": month, "lines": lines, "total": total}
    return render(request, "funding/invoices.html", facts)
