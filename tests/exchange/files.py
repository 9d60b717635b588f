"""Files as BPJS and banks would send them, made in a test; accounts and people are invented."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from payung.exchange.mapping import Mapping, mapping

OWN: Mapping = mapping()


def as_csv(path: Path, rows: Iterable[Sequence[object]], *, delimiter: str = ";") -> Path:
    """The rows as csv, without quotes."""
    path.write_text("\n".join(delimiter.join(map(str, row)) for row in rows) + "\n", "utf-8")
    return path


def as_xlsx(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """The rows as a workbook: numbers become number cells, texts text cells."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    path.write_bytes(made.getvalue())
    return path


SWIFT = """:20:STARTUMSE
:25:0012345678
:28C:00001/001
:60F:C251101IDR1000000,00
:61:2511031103C332640000,00NTRFPYG//REF1
:86:IURAN PYG-7F3K2 NOVEMBER
:61:2511041104D16800,NMSCNONREF
:86:SETORAN BPJS
:62F:C251130IDR333623200,00
-
"""

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Id>1</Id><Acct><Id><Othr><Id>0012345678</Id></Othr></Id><Ccy>IDR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">1000000</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">333623200.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="IDR">332640000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2025-11-03</Dt></BookgDt>
<AcctSvcrRef>REF1</AcctSvcrRef>
<NtryDtls><TxDtls><RmtInf><Ustrd>IURAN PYG-7F3K2</Ustrd><Ustrd>NOVEMBER</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="IDR">16800.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2025-11-04</Dt></BookgDt>
<AddtlNtryInf>SETORAN BPJS</AddtlNtryInf></Ntry>
<Ntry><Amt Ccy="IDR">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2025-11-05</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""

TABLE = [
    ["No. Rekening : 0012345678"],
    ["Periode", "01-11-2025 s.d. 30-11-2025"],
    ["Saldo Awal", "", "", "Rp 1.000.000,00"],
    ["Tanggal", "Uraian", "No. Referensi", "Debet", "Kredit", "Saldo"],
    ["03/11/2025", "IURAN PYG-7F3K2 NOVEMBER", "REF1", "", "332.640.000,00", "333.640.000,00"],
    ["04/11/2025", "SETORAN BPJS", "", "16.800,00", "", "333.623.200,00"],
    ["Total", "", "", "16.800,00", "332.640.000,00", ""],
    ["Saldo Akhir", "", "", "333.623.200,00"],
]
