"""Every transfer stands in the journal in words; what leaves as a file can be recomputed and sums to zero."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pypdfium2
import pytest
from django.test import Client

from payung.access.models import History
from payung.access.queries import seeing
from payung.funding.actions.correct import correct
from payung.funding.actions.receive import receive
from payung.funding.models import KINDS, WAYS, Transfer
from payung.funding.queries import balance_on, moved_between
from payung.funding.queries import line as line_with_code
from payung.units.refusal import Refused
from payung.units.region import Area
from payung.web.funding import account as paper
from payung.web.funding import audit_export, words
from payung.web.funding import journal as page_of
from tests.web.pages import link_to
from tests.web.pages import words as said

pytestmark = pytest.mark.django_db
LINE = "/funding/lines/kab-2025"
JOURNAL = f"{LINE}/journal/"
ON = date(2025, 11, 24)
SPAN = "first=2025-11-01&last=2025-11-30"
SignIn = Callable[[str], Client]


@pytest.fixture
def entry(lists: None) -> int:
    """A receipt that was booked, and taken back the next day."""
    line = line_with_code("kab-2025")
    made = receive(line=line, amount_idr=5_000_000, on=ON, reason="termin", source="RK 7 [form 0123456789abcdef]")
    correct(entry=made, on=date(2025, 11, 25), reason="salah dana")
    return made


@pytest.fixture
def treasurer(signed_in: SignIn, entry: int) -> Client:
    return signed_in("demo-bendahara")


def sheet(answer: Any) -> Any:
    assert answer.status_code == 200, answer
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_every_way_of_the_ledger_has_its_words() -> None:
    assert set(words.KINDS) == set(KINDS) and {account for way in WAYS for account in way[1:]} == set(words.ACCOUNTS)
    for kind, giving, taking in WAYS:
        there = Transfer(kind=kind, from_account=giving, to_account=taking, month=date(2025, 11, 1))
        back = Transfer(kind=kind, from_account=taking, to_account=giving, corrects_id=1)
        assert words.sentence(there).endswith(", November 2025") and words.sentence(back).startswith("Koreksi: ")


def test_the_newest_stands_first_in_words_and_a_corrected_entry_says_so(treasurer: Client, entry: int) -> None:
    page = said(treasurer.get(JOURNAL))
    newest, older = page.index("Koreksi: Uang diterima dari pembayar dana"), page.index("dikoreksi oleh catatan")
    assert newest < older < page.index("Dana diikat untuk perlindungan, November 2025")
    assert f"lawan dari catatan {entry}" in page and "RK 7" in page and "[form" not in page
    assert not re.search(r"\b(receipt|commitment|programme-file|derived)\b", page.split("Dasar")[-1])


def test_a_journal_is_narrowed_by_kind_and_days_and_an_end_before_its_beginning_is_refused(treasurer: Client) -> None:
    assert "Dana diikat untuk" not in said(treasurer.get(f"{JOURNAL}?kind=receipt"))
    assert "Tidak ada catatan" in said(treasurer.get(f"{JOURNAL}?first=2030-01-01&last=2030-01-02"))
    wrong = treasurer.get(f"{JOURNAL}?first=2025-11-30&last=2025-11-01")
    assert wrong.status_code == 422 and "mendahului" in said(wrong)


def test_the_pages_of_a_journal_hold_every_row_once(treasurer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of, "PAGE", 2)
    address, found = JOURNAL, []
    while address:
        page = treasurer.get(address)
        found += [row["transfer"].pk for row in page.context["rows"]]
        address = f"{JOURNAL}{link_to(page, 'Berikutnya')}" if page.context["next"] else ""
    assert len(found) == len(set(found)) == Transfer.objects.filter(line__code="kab-2025").count() > 4


def test_the_journal_leaves_as_a_workbook(treasurer: Client) -> None:
    rows = [*sheet(treasurer.get(f"{JOURNAL}export/?kind=receipt")).iter_rows(min_row=4, values_only=True)]
    assert [row[5] for row in rows] == [5_000_000, 5_000_000] and "demo-bendahara" not in rows[0]


def test_a_statement_opens_moves_and_closes(treasurer: Client, entry: int) -> None:
    answer = treasurer.get(f"{LINE}/statement/?{SPAN}")
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
    assert (
        "Laporan rekening dana" in text
        and "demo-bendahara" in text
        and "belum terverifikasi" in re.sub(r"\s+", " ", text)
    )
    rows = [*sheet(treasurer.get(f"{LINE}/statement/?{SPAN}&as=xlsx")).iter_rows(min_row=4, values_only=True)]
    accounts = rows[:9]
    assert all(opening + came - went == closing for _name, opening, came, went, closing, *_rest in accounts)
    assert sum(row[4] for row in accounts) == 0
    left = next(row for row in accounts if row[0] == "Sisa komitmen")
    with seeing(Area(""), by="test"):
        assert left[4] == balance_on(line_with_code("kab-2025"), date(2025, 11, 30))["left"]


def test_a_statement_that_does_not_add_up_is_not_sent(entry: int, monkeypatch: pytest.MonkeyPatch) -> None:
    line, span = line_with_code("kab-2025"), paper.Span(date(2025, 11, 1), date(2025, 11, 30))
    assert paper.sums(line, span)
    moved = moved_between(line, span.first, span.last)
    monkeypatch.setattr(paper, "moved_between", lambda *_asked: {**moved, "left": (0, 0)})
    with pytest.raises(Refused, match="statement_differs"):
        paper.sums(line, span)


def test_a_long_statement_says_on_paper_what_is_left_out_and_leaves_nothing_out_of_the_workbook(
    treasurer: Client, entry: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "MOST_ROWS", 1)
    with seeing(Area(""), by="test"):
        count = Transfer.objects.filter(
            line__code="kab-2025", made_on__gte=date(2025, 11, 1), made_on__lte=date(2025, 11, 30)
        ).count()
    answer = treasurer.get(f"{LINE}/statement/?{SPAN}")
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
    assert f"Hanya 1 perpindahan pertama dari {count}" in re.sub(r"\s+", " ", text)
    rows = [*sheet(treasurer.get(f"{LINE}/statement/?{SPAN}&as=xlsx")).iter_rows(min_row=4, values_only=True)]
    assert count > 1 and len([row for row in rows if isinstance(row[5], int)]) == count


def test_a_sponsor_takes_the_statement_of_the_own_line_and_the_log_knows_it(signed_in: SignIn, lists: None) -> None:
    sponsor = signed_in("demo-taekwang")
    rows = sheet(sponsor.get("/funding/lines/csr-taekwang/account/?as=xlsx&last=2025-12-31"))
    number = re.search(r"nomor ([0-9A-Z]{4}-[0-9A-Z]{4})", rows["A2"].value)
    assert number and sponsor.get(f"{LINE}/account/").status_code == 404
    with seeing(Area(""), by="test"):
        assert History.objects.filter(by="demo-taekwang", verb="R", reason=f"nomor {number[1]}").exists()


def test_the_auditor_s_export_sums_to_zero_with_both_sides_of_every_transfer(signed_in: SignIn, entry: int) -> None:
    transfers = Transfer.objects.count()
    made = sheet(signed_in("demo-inspektorat").get("/funding/export/"))
    rows = [row[5:8] for row in made.iter_rows(min_row=4, max_row=3 + 2 * transfers, values_only=True)]
    assert (
        len(rows) == 2 * transfers
        and sum(debit for _a, debit, _c in rows) == sum(credit for _a, _d, credit in rows) > 0
    )
    whole = [row[5:8] for row in made.iter_rows(values_only=True) if row[5] == "Seluruhnya"]
    assert whole == [("Seluruhnya", sum(debit for _a, debit, _c in rows), sum(credit for _a, _d, credit in rows))]


def test_an_export_that_differs_from_the_totals_of_the_days_is_not_sent(
    signed_in: SignIn, entry: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_export, "totals_of_days", lambda first, last, area: {"bank": (1, 0)})
    answer = signed_in("demo-inspektorat").get("/funding/export/", follow=True)
    assert "tidak cocok dengan hitung ulang" in said(answer)


def test_nobody_but_an_auditor_takes_the_whole_ledger(treasurer: Client) -> None:
    assert treasurer.get("/funding/export/").status_code == 403
