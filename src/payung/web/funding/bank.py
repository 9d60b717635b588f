"""Statements of the bank: taken whole and once, each line matched with its invoice or open with its next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.exchange.mapping import own_or_given
from payung.exchange.statement import read_statement
from payung.funding import queries as funding
from payung.funding.actions.match_line import match_lines
from payung.funding.actions.receive_line import receive_proposed
from payung.funding.actions.take_statement import GivenLine, GivenStatement, take_statement
from payung.funding.queries.incoming import proposals
from payung.insight.bank import bank_beside_book
from payung.intake.read import Unreadable
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures, in_rupiah
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import language
from payung.web.funding.bank_deed import choices, deed, number_in, receiver_in, words_of_line
from payung.web.funding.incoming import file_of, takes_a_file
from payung.web.funding.reconciliation_seen import told

if TYPE_CHECKING:
    from payung.funding.models import StatementLine


@takes_a_file("pay")
def bank_statements(request: SignedIn) -> HttpResponse:
    """The statements taken so far and the form for the next one; what is wrong with a file is told on the page."""
    errors: list[str] = []
    if request.method == "POST":
        try:
            return redirect("bank-statement", _take(request))
        except (Refused, Unreadable) as refusal:
            errors = [told(refusal, language())]
    start = number_in(request.GET.get("after", ""))
    statements, more = funding.statements_seen(before=start)
    facts = {
        "statements": statements, "next": statements[-1].pk if more else None, "after": start,
        "wrong": errors[0] if errors else "",
        "errors": [{"field": "file", "text": text} for text in errors],
    }  # fmt: skip
    return render(request, "funding/bank_statements.html", facts, status=422 if errors else 200)


def _take(request: SignedIn) -> int:
    path, name = file_of(request)
    read = read_statement(path, own_or_given().statement)
    lines = [
        GivenLine(line.row, line.booked_on, line.amount_idr, line.text, line.number, mark)
        for line, mark in zip(read.lines, read.marks, strict=True)
    ]
    given = GivenStatement(read.fingerprint, name, read.account, read.opening_idr, read.closing_idr, lines)
    taken, fresh = take_statement(statement=given, region=request.acting.area, by=request.acting.by, at=timezone.now())
    if not fresh:
        messages.warning(request, _("Rekening koran ini sudah pernah dikirim. Tidak ada yang berubah."))
    return taken.pk


def _rows(lines: list[StatementLine]) -> list[dict[str, Any]]:
    found = proposals(lines)
    return [
        {"line": line, "words": words_of_line(line, found.get(line.pk)), "proposal": found.get(line.pk)}
        for line in lines
    ]


@needs("pay")
def bank_statement(request: SignedIn, statement_id: int) -> HttpResponse:
    """The lines of a statement, the open ones or all, each with what became of it and the next step."""
    found = funding.bank_statement(statement_id)
    if found is None:
        raise Http404
    start = number_in(request.GET.get("after", ""))
    whole = request.GET.get("show") == "all"
    lines, more = funding.statement_lines(found, open_only=not whole, after=start)
    facts = {"statement": found, "rows": _rows(lines), "next": lines[-1].pk if more else None,
             "after": start, "whole": whole, "beside": bank_beside_book(found.pk)}  # fmt: skip
    return render(request, "funding/bank_statement.html", facts)


@needs("pay")
@fresh_to_send
def match_again(request: SignedIn) -> HttpResponse:
    """Looks anew at every open line: invoices or payment codes may have come since."""
    if request.method == "POST":
        matched = match_lines(funding.open_lines())
        words = ngettext("%(n)s mutasi dicocokkan.", "%(n)s mutasi dicocokkan.", matched)
        (messages.success if matched else messages.warning)(request, words % {"n": in_figures(matched)})
    return redirect("bank-statements")


def _seen(mutation_id: int) -> StatementLine:
    line = funding.statement_line(mutation_id)
    if line is None:
        raise Http404
    return line


@needs("pay")
@fresh_to_send
def bank_line(request: SignedIn, mutation_id: int) -> HttpResponse:
    """One line: by hand it pays an invoice, is a receipt, or is said to be neither; with a reason every way."""
    line = _seen(mutation_id)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            deed(request, line)
            if request.POST.get("invoice") == "open":
                messages.success(request, _("Mutasi ini dibuka lagi. Putuskan sekarang, atau nanti."))
                return redirect("bank-line", line.pk)
            messages.success(request, _("Mutasi ini sudah diputuskan."))
            return redirect("bank-statement", line.statement_id)
        except Refused as refusal:
            opens = request.POST.get("invoice") == "open"
            field = "reason" if opens or refusal.code == "statement_reason_missing" else "invoice"
            errors = [{"field": field, "text": told(refusal, language())}]
    facts = {
        "line": line, "errors": errors, "reason": request.POST.get("reason", ""), "asked": request.POST.get("invoice"), 
        "beyond": request.POST.get("beyond"),
        "chosen": number_in(request.POST.get("invoice", "")), "wrong": {each["field"]: each["text"] for each in errors},
        **choices(line, request.GET.get("find", "")),
    }  # fmt: skip
    return render(request, "funding/bank_line.html", facts, status=422 if errors else 200)


@needs("pay")
@fresh_to_send
def bank_receive(request: SignedIn, mutation_id: int) -> HttpResponse:
    """One press books money that came in as what is proposed for it; where that fits no more, the page of the line says so."""
    line = _seen(mutation_id)
    if request.method != "POST":
        return redirect("bank-line", line.pk)
    try:
        to = receiver_in(request)
        entry = receive_proposed(line=line, to=to, by=request.acting.by, at=timezone.now())
    except Refused as refusal:
        messages.error(request, told(refusal, language()))
        return redirect("bank-line", line.pk)
    said = {"amount": in_rupiah(line.amount_idr), "line": to.name, "entry": entry}
    messages.success(request, _("{amount} dicatat sebagai penerimaan {line}, catatan nomor {entry}.").format(**said))
    return redirect("bank-statement", line.statement_id)
