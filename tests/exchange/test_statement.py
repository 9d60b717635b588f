"""A bank's statement in its four forms says the same; one that does not add up is refused with both sums."""

from __future__ import annotations

from datetime import date

import pytest

from payung.exchange.statement import read_statement
from payung.intake.read import Unreadable
from payung.units.refusal import Refused
from tests.exchange.files import CAMT, OWN, SWIFT, TABLE, as_csv, as_xlsx


def read(path, content=None):
    if content is not None:
        path.write_text(content, "utf-8")
    return read_statement(path, OWN.statement)


def refusal(path, content=None):
    with pytest.raises(Refused) as refused:
        read(path, content)
    return refused.value


def write_table(path, rows=TABLE):
    return (as_xlsx if path.suffix == ".xlsx" else as_csv)(path, rows)


def changed(at, *cells):
    return [list(cells) if number == at else row for number, row in enumerate(TABLE)]


@pytest.fixture(params=["csv", "xlsx", "sta", "xml"])
def statement(request, tmp_path):
    path = tmp_path / f"koran.{request.param}"
    if request.param in ("csv", "xlsx"):
        return read(write_table(path))
    return read(path, SWIFT if request.param == "sta" else CAMT)


def test_each_form_gives_account_balances_and_signed_lines(statement):
    assert (statement.account, statement.opening_idr, statement.closing_idr) == ("0012345678", 1_000_000, 333_623_200)
    assert [(line.booked_on, line.amount_idr) for line in statement.lines] == [
        (date(2025, 11, 3), 332_640_000),
        (date(2025, 11, 4), -16_800),
    ]
    assert "IURAN PYG-7F3K2 NOVEMBER" in statement.lines[0].text and "SETORAN BPJS" in statement.lines[1].text


def test_a_line_that_the_bank_only_expects_is_left_out(tmp_path):
    assert len(read(tmp_path / "a.xml", CAMT).lines) == 2


@pytest.mark.parametrize(
    "content",
    [SWIFT.replace("D16800,", "D16801,"), CAMT.replace(">16800.00<", ">16801.00<")],
    ids=["mt940", "camt.053"],
)
def test_a_statement_that_is_short_by_one_rupiah_is_refused_with_both_sums(tmp_path, content):
    refused = refusal(tmp_path / "a", content)
    assert refused.code == "statement_does_not_add_up"
    assert (refused.facts["reached"], refused.facts["closing"]) == ("Rp333.623.199", "Rp333.623.200")


def test_a_table_that_does_not_reach_its_closing_balance_is_refused(tmp_path):
    rows = [row[:5] for row in changed(7, "Saldo Akhir", "", "", "333.623.201,00")]
    refused = refusal(write_table(tmp_path / "a.csv", rows))
    assert (refused.code, refused.facts["closing"]) == ("statement_does_not_add_up", "Rp333.623.201")


def test_a_running_balance_that_jumps_names_its_row(tmp_path):
    rows = changed(5, "04/11/2025", "SETORAN BPJS", "", "16.800,00", "", "333.623.201,00")
    refused = refusal(write_table(tmp_path / "a.csv", rows))
    assert (refused.code, refused.facts["row"]) == ("statement_balance_jumps", 6)


def test_a_running_balance_alone_is_enough(tmp_path):
    found = read(write_table(tmp_path / "a.csv", TABLE[3:6]))
    assert (found.opening_idr, found.closing_idr, found.account) == (1_000_000, 333_623_200, "")


def test_a_statement_without_any_balance_is_refused(tmp_path):
    rows = [[*row[:5]] for row in TABLE[3:6]]
    assert refusal(write_table(tmp_path / "a.csv", rows)).code == "statement_balance_missing"


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (SWIFT.replace("D16800,", "D16800,50"), 2),
        (CAMT.replace(">16800.00<", ">16800.50<"), 2),
        ("\n".join(";".join(map(str, r)) for r in changed(5, "04/11/2025", "X", "", "16.800,50", "", "")), 6),
    ],
    ids=["mt940", "camt.053", "csv"],
)
def test_cents_are_refused_with_the_line_named(tmp_path, content, row):
    refused = refusal(tmp_path / "a.csv", content)
    assert (refused.code, refused.facts["row"]) == ("statement_cents", row)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("04/11/25", "X", "", "16.800,00", "", ""), "statement_day"),
        (("04/11/2025", "X", "", "16.800 rupiah", "", ""), "statement_amount"),
        (("04/11/2025", "X", "", "", "", ""), "statement_amount"),
        (("04/11/2025", "X", "", "16.800,00", "16.800,00", ""), "statement_direction"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path, cells, code):
    refused = refusal(write_table(tmp_path / "a.csv", changed(5, *cells)))
    assert (refused.code, refused.facts["row"]) == (code, 6)


@pytest.mark.parametrize("heading", ["Tanggal", "Uraian", "Debet", "Kredit"])
def test_changed_columns_are_named(tmp_path, heading):
    rows = [["Baru" if cell == heading else cell for cell in row] for row in TABLE]
    refused = refusal(write_table(tmp_path / "a.csv", rows))
    assert refused.code == "columns_changed" and refused.facts["missing"]


def test_one_column_of_amounts_takes_its_sign_from_the_direction_beside_it(tmp_path):
    head = ["Tgl", "Keterangan", "Nominal", "D/K"]
    rows = [
        ["Saldo Awal", "100"],
        head,
        ["1-11-2025", "masuk", "50", "K"],
        ["2-11-2025", "keluar", "30", "D"],
        ["Saldo Akhir", "120"],
    ]
    assert [line.amount_idr for line in read(as_csv(tmp_path / "a.csv", rows)).lines] == [50, -30]
    rows[2][3] = "?"
    assert refusal(as_csv(tmp_path / "a.csv", rows)).code == "statement_direction"


BROKEN = [
    (SWIFT.replace(":62F:C251130IDR", ":62F:C251130USD"), "statement_currency"),
    (SWIFT.replace(":61:2511041104", ":61:2511331104"), "statement_unreadable"),
    (SWIFT.replace(":62F:C251130IDR333623200,00\n", ""), "statement_balance_missing"),
    (SWIFT + SWIFT.replace("0012345678", "9"), "statement_of_two_accounts"),
    (SWIFT + SWIFT, "statement_pages_missing"),
    (SWIFT[: SWIFT.index(":61:")] + ":62F:C251130IDR1000000,00\n", "statement_empty"),
    (CAMT.replace("IDR", "USD"), "statement_currency"),
    (CAMT.replace("CLBD", "XXXX"), "statement_balance_missing"),
    (CAMT[:-60], "statement_unreadable"),
    (CAMT.replace("<Document", '<!DOCTYPE a [<!ENTITY b "c">]><Document'), "statement_unreadable"),
    (CAMT.replace(">16800.00<", ">banyak<"), "statement_unreadable"),
    (CAMT.replace("DBIT", "WHAT"), "statement_unreadable"),
    (CAMT.replace("<Stmt>", "<Stmt></Stmt><Stmt>"), "statement_not_one"),
]


@pytest.mark.parametrize(("content", "code"), BROKEN, ids=[code for _, code in BROKEN])
def test_a_broken_statement_is_refused_and_says_why(tmp_path, content, code):
    assert refusal(tmp_path / "a", content).code == code


def test_pages_that_follow_on_each_other_are_one_statement(tmp_path):
    second = SWIFT.replace("C251101IDR1000000,00", "C251201IDR333623200,00").replace(
        "C251130IDR333623200,00", "C251231IDR666246400,00"
    )
    found = read(tmp_path / "a", SWIFT + second)
    assert (len(found.lines), found.opening_idr, found.closing_idr) == (4, 1_000_000, 666_246_400)


def test_a_reversed_credit_goes_out_again(tmp_path):
    text = SWIFT.replace("1104D16800", "1104RC16800")
    assert read(tmp_path / "a", text).lines[1].amount_idr == -16_800


def test_other_files_are_no_statement(tmp_path):
    (tmp_path / "a").write_text("<html></html>")
    with pytest.raises(Unreadable):
        read(tmp_path / "a")
    (tmp_path / "b").write_text("halo\n")
    assert refusal(tmp_path / "b").code == "columns_changed"


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path):
    (tmp_path / "a").write_text(SWIFT)
    with pytest.raises(Refused) as refused:
        read_statement(tmp_path / "a", OWN.statement, limit_bytes=100)
    assert refused.value.code == "upload_too_large"


def test_the_same_statement_saved_as_another_table_has_the_same_fingerprint(tmp_path):
    first, second = read(write_table(tmp_path / "a.csv")), read(write_table(tmp_path / "b.xlsx"))
    assert first.fingerprint == second.fingerprint != read(tmp_path / "c", SWIFT).fingerprint


def test_equal_lines_of_one_day_have_marks_of_their_own_and_the_same_in_an_overlapping_statement(tmp_path):
    twice = [*TABLE[3:5], [*TABLE[4][:5], "666.280.000,00"]]
    longer = [*twice, ["05/11/2025", "LAIN", "", "", "1", "666.280.001,00"]]
    first, second = read(write_table(tmp_path / "a.csv", twice)), read(write_table(tmp_path / "b.csv", longer))
    assert len(set(first.marks)) == 2 and second.marks[:2] == first.marks
