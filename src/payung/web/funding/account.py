"""A statement of account of a line for a span of days: opening, movements, closing; as pages or as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.funding.queries import balance_on, journal
from payung.insight.person_pdf import person_pdf
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah
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
    from payung.funding.models import FundingLine, Transfer
    from payung.insight.money import LineMoney

MOST_ROWS = 3_000


@dataclass(frozen=True, slots=True)
class AccountSum:
    """One account over a span, in rupiah: what lay there before, what came, what went, and what lies there at the end."""

    account: str
    opening_idr: int
    came_idr: int
    went_idr: int
    closing_idr: int


def sums(line: FundingLine, span: Span, moved: list[Transfer]) -> list[AccountSum]:
    """Every account. Raises Refused("statement_differs") when opening and movements do not make the closing balance."""
    before = span.first - timedelta(days=1)
    opening, closing = balance_on(line, before), balance_on(line, span.last)
    found = []
    for account, was in opening.items():
        came = sum(each.amount_idr for each in moved if each.to_account == account)
        went = sum(each.amount_idr for each in moved if each.from_account == account)
        if was + came - went != closing[account]:
            raise Refused("statement_differs", line=line.code)
        found.append(AccountSum(account, was, came, went, closing[account]))
    return found


def _made(line: FundingLine, span: Span) -> tuple[list[AccountSum], list[Transfer]]:
    moved = list(journal(line, first=span.first, last=span.last)[: MOST_ROWS + 1])
    if len(moved) > MOST_ROWS:
        raise Refused("too_many_entries", most=MOST_ROWS)
    return sums(line, span, moved), moved[::-1]


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


def _told(line: FundingLine, money: LineMoney, span: Span, mark: str) -> dict[str, Any]:
    """What stands in the pages."""
    accounts, moved = _made(line, span)
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
            {"title": _("Dasar angka"), "text": _rests_on(money)},
        ],
    }  # fmt: skip


def _workbook(line: FundingLine, money: LineMoney, span: Span, mark: str) -> bytes:
    accounts, moved = _made(line, span)
    heads = (_("Rekening"), _("Saldo awal"), _("Masuk"), _("Keluar"), _("Saldo akhir"))
    rows: list[tuple[str | int, ...]] = [
        (account_words(each.account), each.opening_idr, each.came_idr, each.went_idr, each.closing_idr)
        for each in accounts
    ]
    rows += [(), (_("Tanggal"), _("Catatan"), _("Peristiwa"), _("Dari"), _("Ke"), _("Jumlah"), _("Dasar"))]
    rows += [
        (each.made_on.isoformat(), each.entry, sentence(each), account_words(each.from_account),
         account_words(each.to_account), each.amount_idr, source_words(each.source))
        for each in moved
    ]  # fmt: skip
    rows += [(), (_rests_on(money),)]
    title = f"{_('Laporan rekening dana')} {line.name}, {span.first.isoformat()} - {span.last.isoformat()}"
    return workbook(title, mark, heads, rows)


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
