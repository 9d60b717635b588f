"""A statement of account of a line for a span of days: opening, movements, closing; as pages or as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.funding.queries import balance_on, journal, moved_between
from payung.insight.person_pdf import person_pdf
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures, in_rupiah
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.cards.village import pdf
from payung.web.components.sheet import download, workbook
from payung.web.components.tags import day as day_words
from payung.web.funding.refused_file import not_sent
from payung.web.funding.seen import seen_line
from payung.web.funding.span import Span, asked_span
from payung.web.funding.words import account_words, sentence, source_words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from payung.funding.models import FundingLine, Transfer
    from payung.insight.money import LineMoney

# Of pages; a workbook has them all.
MOST_ROWS = 3_000


@dataclass(frozen=True, slots=True)
class AccountSum:
    """One account over a span, in rupiah: what lay there before, what came, what went, and what lies there at the end."""

    account: str
    opening_idr: int
    came_idr: int
    went_idr: int
    closing_idr: int


def sums(line: FundingLine, span: Span) -> list[AccountSum]:
    """Every account. Raises Refused("statement_differs") when opening and movements do not make the closing balance."""
    before = span.first - timedelta(days=1)
    opening, closing = balance_on(line, before), balance_on(line, span.last)
    moved, found = moved_between(line, span.first, span.last), []
    for account, was in opening.items():
        came, went = moved[account]
        if was + came - went != closing[account]:
            raise Refused("statement_differs", line=line.code)
        found.append(AccountSum(account, was, came, went, closing[account]))
    return found


def _moved(line: FundingLine, span: Span) -> QuerySet[Transfer]:
    """The movements of a span, the first one first."""
    return journal(line, first=span.first, last=span.last).reverse()


def _rests_on(money: LineMoney) -> str:
    """What the sums rest on, said in the paper itself."""
    said = _(
        "Dihitung dari catatan yang tidak pernah diubah: saldo awal ditambah yang masuk dan dikurangi yang keluar sama dengan "
        "saldo akhir, pada setiap rekening. Komitmen dan pembayar dana berdiri di bawah nol sebesar yang diberikan; semua "
        "rekening bersama berjumlah nol. Yang terikat mengikuti bulan perlindungan, yang ditagih mengikuti tagihan."
    )
    unverified = _(
        "Jumlah komitmen belum terverifikasi: dihitung dari tempat, bulan, dan iuran tertinggi, bukan dari surat pembayar dana."
    )
    return f"{said} {unverified}" if money.is_unverified else said


def _account_row(each: AccountSum) -> list[str]:
    amounts = (each.opening_idr, each.came_idr, each.went_idr, each.closing_idr)
    return [account_words(each.account), *map(in_rupiah, amounts)]


def _movement(each: Transfer) -> list[str]:
    ways = f"{account_words(each.from_account)} → {account_words(each.to_account)}"
    return [each.made_on.isoformat(), str(each.entry), f"{sentence(each)}. {ways}", source_words(each.source),
            in_rupiah(each.amount_idr)]  # fmt: skip


def _left_out(count: int) -> list[dict[str, Any]]:
    """What the pages say when they do not hold every movement; nothing when they do."""
    if count <= MOST_ROWS:
        return []
    said = _(
        "Hanya {shown} perpindahan pertama dari {count} dimuat di sini; saldo di atas menghitung semuanya. Semua perpindahan ada "
        "di berkas Excel, atau pilih masa yang lebih pendek."
    )
    text = said.format(shown=in_figures(MOST_ROWS), count=in_figures(count))
    return [{"title": _("Tidak semua perpindahan dimuat"), "text": text}]


def _told(line: FundingLine, money: LineMoney, span: Span, mark: str) -> dict[str, Any]:
    """What stands in the pages."""
    accounts, found = sums(line, span), _moved(line, span)
    moved, count = list(found[:MOST_ROWS]), found.count()
    facts = [[_("Sumber dana"), line.name], [_("Pembayar dana"), line.payer], [_("Program"), money.programme],
             [_("Masa"), f"{day_words(span.first)} - {day_words(span.last)}"]]  # fmt: skip
    return {
        "title": _("Laporan rekening dana"), "lead": line.name, "foot": mark,
        "parts": [
            {"title": _("Dana"), "facts": facts},
            {"title": _("Saldo"), "heads": [_("Rekening"), _("Saldo awal"), _("Masuk"), _("Keluar"), _("Saldo akhir")],
             "widths": [5, 4, 4, 4, 4], "rows": [_account_row(each) for each in accounts], "none": ""},
            {"title": _("Perpindahan"), "heads": [_("Tanggal"), _("Catatan"), _("Peristiwa"), _("Dasar"), _("Jumlah")],
             "widths": [3, 2, 9, 4, 4], "rows": [_movement(each) for each in moved],
             "none": _("Tidak ada perpindahan dalam masa ini.")},
            *_left_out(count),
            {"title": _("Dasar angka"), "text": _rests_on(money)},
        ],
    }  # fmt: skip


def _workbook(line: FundingLine, money: LineMoney, span: Span, mark: str) -> bytes:
    heads = (_("Rekening"), _("Saldo awal"), _("Masuk"), _("Keluar"), _("Saldo akhir"))
    accounts = sums(line, span)
    title = f"{_('Laporan rekening dana')} {line.name}, {span.first.isoformat()} - {span.last.isoformat()}"
    return workbook(title, mark, heads, _rows(line, money, span, accounts), streamed=True)


def _rows(
    line: FundingLine, money: LineMoney, span: Span, accounts: list[AccountSum]
) -> Iterator[tuple[str | int, ...]]:
    """The rows of the workbook one after the other, however many they are: accounts, movements, what they rest on."""
    for each in accounts:
        yield account_words(each.account), each.opening_idr, each.came_idr, each.went_idr, each.closing_idr
    yield ()
    yield _("Tanggal"), _("Catatan"), _("Peristiwa"), _("Dari"), _("Ke"), _("Jumlah"), _("Dasar")
    for moved in _moved(line, span).iterator(chunk_size=2000):
        yield (
            moved.made_on.isoformat(), moved.entry, sentence(moved), account_words(moved.from_account),
            account_words(moved.to_account), moved.amount_idr, source_words(moved.source),
        )  # fmt: skip
    yield ()
    yield (_rests_on(money),)


def _send(request: SignedIn, code: str, page: str) -> HttpResponse:
    line, money = seen_line(request, code)
    try:
        span = asked_span(request, begins=line.first_month)
        mark = watermark(request)
        name = f"laporan-rekening-{line.code}-{span.first.isoformat()}-{span.last.isoformat()}"
        if request.GET.get("as") == "xlsx":
            return download(name, _workbook(line, money, span, mark))
        return pdf(person_pdf(_told(line, money, span, mark)), f"{name}.pdf")
    except Refused as refusal:
        return not_sent(request, refusal, page, code)


@require_safe
@needs("export")
@fresh
def line_account(request: SignedIn, code: str) -> HttpResponse:
    """The statement for whoever keeps the money; `?as=xlsx` as a workbook."""
    return _send(request, code, "line-money")


@require_safe
@needs("see-line")
@fresh
def sponsor_account(request: SignedIn, code: str) -> HttpResponse:
    """The same statement for the sponsor, of the own line."""
    return _send(request, code, "funding-line")
