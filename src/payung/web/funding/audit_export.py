"""The auditor's export: every transfer as a debit and a credit line, summing to zero, with the totals of every account."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import IO, TYPE_CHECKING

import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.funding.queries import all_transfers, totals_of_days
from payung.units.cell import harmless
from payung.units.refusal import Refused
from payung.units.region import is_region_code
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.funding.refused_file import not_sent
from payung.web.funding.span import Span, asked_span
from payung.web.funding.words import account_words, reason_words, sentence, source_words

if TYPE_CHECKING:
    from payung.funding.models import Transfer

# Two lines a transfer must fit on one sheet, with their totals.
MOST_TRANSFERS = 500_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DEBIT = 6
Totals = dict[str, tuple[int, int]]


def _heads() -> tuple[str, ...]:
    return (
        _("Catatan"), _("Tanggal"), _("Dicatat"), _("Wilayah"), _("Dana"), _("Rekening"), _("Debit"), _("Kredit"), _("Peristiwa"),
        _("Keterangan"), _("Dasar"), _("Oleh"),
    )  # fmt: skip


def _lines(each: Transfer) -> Iterator[tuple[str | int, ...]]:
    """The two sides of a transfer: the account that takes is debited, the one that gives is credited."""
    before = (
        each.entry,
        each.made_on.isoformat(),
        f"{localtime(each.made_at):%Y-%m-%d %H:%M:%S}",
        each.region,
        each.line.code,
    )
    after = (sentence(each), reason_words(each), source_words(each.source), each.by)
    yield (*before, account_words(each.to_account), each.amount_idr, 0, *after)
    yield (*before, account_words(each.from_account), 0, each.amount_idr, *after)


def _check(written: Totals, kept: Totals) -> None:
    """Nothing is sent that does not sum to zero, or whose accounts differ from the totals carried day by day."""
    debit, credit = (sum(side) for side in zip(*written.values(), strict=True)) if written else (0, 0)
    if debit != credit or written != kept:
        raise Refused("export_differs")


def _write(file: IO[bytes], title: str, mark: str, transfers: Iterator[Transfer]) -> Totals:
    """The sheet; gives debit and credit of each account as they were written."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "comments": mark})
        bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        sheet = book.add_worksheet("Payung")
        sheet.set_footer("&C&8" + mark.replace("&", "&&")[:200])
        sheet.set_column(0, len(_heads()) - 1, 18)
        sheet.freeze_panes(3, 1)

        def put(row: int, cells: tuple[str | int, ...]) -> None:
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, harmless(cell), text)
                else:
                    sheet.write_number(row, column, cell)

        sheet.write_string(0, 0, harmless(title), bold)
        sheet.write_string(1, 0, harmless(mark))
        for column, head in enumerate(_heads()):
            sheet.write_string(2, column, head, bold)
        row = 3
        for each in transfers:
            for cells in _lines(each):
                put(row, cells)
                row += 1
            totals[each.to_account][0] += each.amount_idr
            totals[each.from_account][1] += each.amount_idr
        blank = ("",) * (_DEBIT - 1)
        for account, (debit, credit) in totals.items():
            put(row := row + 1, (*blank, account_words(account), debit, credit))
        everything = (sum(debit for debit, _c in totals.values()), sum(credit for _d, credit in totals.values()))
        put(row + 1, (*blank, _("Seluruhnya"), *everything))
    return {account: (debit, credit) for account, (debit, credit) in totals.items()}


def _area(request: SignedIn) -> str:
    """`?region=`, inside the area acted in; else all of that."""
    asked = request.GET.get("region", "").strip()
    return asked if is_region_code(asked) and asked in request.acting.sees else ""


@require_safe
@needs("audit")
@fresh
def funding_export(request: SignedIn) -> HttpResponseBase:
    """All transfers of an area and a span, both sides of each, counted against the totals of the days before it is sent."""
    if not request.acting.may("export"):
        raise PermissionDenied
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        span, area = asked_span(request, begins=date(2000, 1, 1)), _area(request)
        found = all_transfers(span.first, span.last, area=area)
        if found[MOST_TRANSFERS : MOST_TRANSFERS + 1]:
            raise Refused("too_many_entries", most=MOST_TRANSFERS)
        _check(
            _write(file, _title(span, area), watermark(request), found.iterator()),
            totals_of_days(span.first, span.last, area=area),
        )
    except Refused as refusal:
        file.close()
        return not_sent(request, refusal, "funding")
    file.seek(0)
    name = f"payung-uang-{area or 'semua'}-{span.first.isoformat()}-{span.last.isoformat()}.xlsx"
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=_XLSX, headers={"Cache-Control": "no-store"}
    )


def _title(span: Span, area: str) -> str:
    return f"{_('Semua perpindahan uang')} {area} {span.first.isoformat()} - {span.last.isoformat()}"
