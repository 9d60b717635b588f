"""Book by hand what moved money of a line: received, given back to its payer, given back by BPJS. Shown first, then done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.funding.actions.overpay import overpay, take_overpaid_back
from payung.funding.actions.pay import take_refund
from payung.funding.actions.receive import give_back, receive
from payung.funding.queries import came_by_form, held_balance
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import day as day_words
from payung.web.components.tags import say
from payung.web.funding.form import Booking, Mistakes, booking, new_key
from payung.web.funding.rehearse import rehearse
from payung.web.funding.seen import crumbs, seen_line

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

_FIELDS = ("amount", "on", "reason", "source", "key")


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind of booking: what it is called, what it will do in a sentence, and the action that does it."""

    title: str
    will: str
    button: str
    done: str
    do: Callable[..., int]


RECEIVE = Deed(
    gettext_noop("Catat penerimaan"),
    gettext_noop("{amount} dari {payer} dicatat diterima pada {on}."),
    gettext_noop("Ya, catat penerimaan ini"),
    gettext_noop("Penerimaan {amount} dicatat, catatan nomor {entry}."),
    receive,
)
GIVE_BACK = Deed(
    gettext_noop("Kembalikan ke pembayar dana"),
    gettext_noop("{amount} dicatat dikembalikan ke {payer} pada {on}."),
    gettext_noop("Ya, catat pengembalian ini"),
    gettext_noop("Pengembalian {amount} dicatat, catatan nomor {entry}."),
    give_back,
)
REFUND = Deed(
    gettext_noop("Catat pengembalian BPJS"),
    gettext_noop("{amount} dicatat diterima kembali dari BPJS pada {on}, dan menjadi sisa komitmen lagi."),
    gettext_noop("Ya, catat pengembalian BPJS ini"),
    gettext_noop("Pengembalian BPJS {amount} dicatat, catatan nomor {entry}."),
    take_refund,
)

OVERPAY = Deed(
    gettext_noop("Catat kelebihan bayar ke BPJS"),
    gettext_noop("{amount} dicatat dikirim ke BPJS pada {on} tanpa tagihan, dan menunggu dikembalikan."),
    gettext_noop("Ya, catat kelebihan bayar ini"),
    gettext_noop("Kelebihan bayar {amount} dicatat, catatan nomor {entry}."),
    overpay,
)
OVERPAID_BACK = Deed(
    gettext_noop("Catat kelebihan bayar yang kembali"),
    gettext_noop("{amount} kelebihan bayar dicatat diterima kembali dari BPJS pada {on}."),
    gettext_noop("Ya, catat pengembalian kelebihan ini"),
    gettext_noop("Kelebihan bayar {amount} dicatat kembali, catatan nomor {entry}."),
    take_overpaid_back,
)


def told(wrong: dict[str, Refused]) -> dict[str, Any]:
    """The mistakes of a form in words, at their fields."""
    said = {name: say(refusal.code, refusal.facts) for name, refusal in wrong.items()}
    errors = [{"field": name if name in ("amount", "on", "reason", "source") else "", "text": text}
              for name, text in said.items()]  # fmt: skip
    return {"errors": errors, "wrong": said}


def _sent(request: SignedIn) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in _FIELDS}


def _do(deed: Deed, line: FundingLine, given: Booking) -> int:
    return deed.do(line=line, amount_idr=given.amount_idr, on=given.on, reason=given.reason, source=given.source)


def _book(request: SignedIn, deed: Deed, line: FundingLine, given: Booking) -> HttpResponse:
    """Does it, unless the same form has done it; then says so."""
    held_balance(line)
    if came_by_form(line, given.key):
        messages.warning(request, _("Isian ini sudah dicatat sebelumnya. Tidak ada yang dicatat dua kali."))
    else:
        said = {"amount": in_rupiah(given.amount_idr), "entry": _do(deed, line, given)}
        messages.success(request, _(deed.done).format(**said))
    return HttpResponseRedirect(reverse("line-money", args=[line.code]))


def _confirm(deed: Deed, line: FundingLine, given: Booking) -> dict[str, Any]:
    will = {"amount": in_rupiah(given.amount_idr), "payer": line.payer, "on": day_words(given.on)}
    return {"will": _(deed.will).format(**will), "changes": rehearse(line, partial(_do, deed, line, given))}


def _answer(request: SignedIn, deed: Deed, line: FundingLine) -> HttpResponse | dict[str, Any]:
    """What a form that was sent leads to: the deed, the page that asks whether to do it, or its mistakes."""
    try:
        given = booking(request.POST)
        if request.POST.get("confirmed") == "yes":
            return _book(request, deed, line, given)
        return _confirm(deed, line, given)
    except Mistakes as mistakes:
        return told(mistakes.found)
    except Refused as refusal:
        return told({"amount": refusal})


def _page(request: SignedIn, code: str, deed: Deed) -> HttpResponse:
    line, money = seen_line(request, code)
    given = _sent(request) if request.method == "POST" else {"on": timezone.localdate().isoformat(), "key": new_key()}
    answer = _answer(request, deed, line) if request.method == "POST" else {}
    if isinstance(answer, HttpResponse):
        return answer
    if "key" in answer.get("wrong", {}):
        given["key"] = new_key()
    facts = {
        "line": line, "money": money, "given": given, "title": _(deed.title), "button": _(deed.button),
        "breadcrumbs": crumbs(line, (_(deed.title), "")), **answer,
    }  # fmt: skip
    return render(request, "funding/book.html", facts, status=422 if answer.get("errors") else 200)


@needs("pay")
@fresh_to_send
def line_receive(request: SignedIn, code: str) -> HttpResponse:
    """Money that the payer has sent."""
    return _page(request, code, RECEIVE)


@needs("pay")
@fresh_to_send
def line_give_back(request: SignedIn, code: str) -> HttpResponse:
    """Money that goes back to the payer."""
    return _page(request, code, GIVE_BACK)


@needs("pay")
@fresh_to_send
def line_refund(request: SignedIn, code: str) -> HttpResponse:
    """Money that BPJS gave back for months that ended after they were paid."""
    return _page(request, code, REFUND)


@needs("pay")
@fresh_to_send
def line_overpay(request: SignedIn, code: str) -> HttpResponse:
    """Money that went to BPJS beyond every invoice."""
    return _page(request, code, OVERPAY)


@needs("pay")
@fresh_to_send
def line_overpaid_back(request: SignedIn, code: str) -> HttpResponse:
    """What BPJS gave back of money beyond invoices."""
    return _page(request, code, OVERPAID_BACK)
