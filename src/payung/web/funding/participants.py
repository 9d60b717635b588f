"""The files that go to BPJS: the participants of a line, and the workers of an invoice, under the headings of the mapping."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from payung.exchange import participants as rows_of
from payung.exchange.mapping import Outgoing, own_or_given
from payung.exchange.write import Kind, write_rows
from payung.funding.queries import invoice as invoice_with
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.components.tags import language, occupation_words
from payung.web.funding.reconciliation_seen import seen_line, told

_TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


def _sent(request: SignedIn, which: str, name: str, rows: list[dict[str, Any]], why: str) -> HttpResponse:
    """The rows as a download, noted in the log with everybody in it; or why the mapping cannot be used."""
    kind: Kind = "csv" if request.GET.get("kind") == "csv" else "xlsx"
    try:
        file: Outgoing = getattr(own_or_given(), which)
    except Refused as refusal:
        return HttpResponse(told(refusal, language()), content_type="text/plain; charset=utf-8", status=422)
    mark = watermark(request, [row["id"] for row in rows], why=why)
    said = ({**row, "occupation": occupation_words(row.get("occupation"))} for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "no-store"}
    return HttpResponse(write_rows(file, said, kind, mark=mark), content_type=_TYPES[kind], headers=headers)


# Whole NIKs leave in these files: to those alone who deal with BPJS.
@needs("take-answers")
@fresh
def participants(request: SignedIn, code: str) -> HttpResponse:
    """The participant file of a line: those whose enrolment BPJS has not answered yet, or with ?who=all everybody."""
    line = seen_line(request.acting, code)
    rows = rows_of.participants(line, everybody=request.GET.get("who") == "all")
    return _sent(request, "participants", f"peserta-{line.code}", rows, f"berkas peserta BPJS {line.code}")


@needs("take-answers")
@fresh
def payment_file(request: SignedIn, invoice_id: int) -> HttpResponse:
    """The workers of an invoice, for the file that goes with its payment."""
    invoice = invoice_with(invoice_id)
    if invoice is None:
        raise Http404
    name = str(invoice).replace("/", "-")
    return _sent(request, "payments", f"pembayaran-{name}", rows_of.paid_workers(invoice), f"berkas pembayaran {name}")
