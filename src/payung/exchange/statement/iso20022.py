"""camt.053, the statement of ISO 20022, read from its XML.

Its libraries either are large (bindings of the whole standard) or bring a licence that does not go with ours; what is
needed of it are a dozen elements whose names the standard fixes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError  # nosec B405

import defusedxml.ElementTree as safe
from defusedxml.common import DefusedXmlException

from payung.exchange.money import whole_idr
from payung.exchange.statement.form import Line, Statement, one_line
from payung.units.refusal import Refused

_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)
_SIGN = {"CRDT": 1, "DBIT": -1}


def is_iso20022(head: bytes) -> bool:
    """Whether a file begins as XML of the family camt does."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"camt.053" in head


def read_iso20022(data: bytes) -> Statement:
    """The booked lines of the one statement in the file. Raises Refused("statement_unreadable") and others of its kind."""
    try:
        root = safe.fromstring(data, forbid_dtd=True)
        held = root.findall(".//{*}BkToCstmrStmt/{*}Stmt")
        if len(held) != 1:
            raise Refused("statement_not_one", count=len(held))
        return _statement(held[0])
    except (ParseError, DefusedXmlException, InvalidOperation, ValueError, KeyError, LookupError):
        raise Refused("statement_unreadable", kind="camt.053") from None


def _statement(held: Element) -> Statement:
    account = _said(held, "{*}Acct/{*}Id/{*}IBAN") or _said(held, "{*}Acct/{*}Id/{*}Othr/{*}Id")
    lines = tuple(_line(number, entry) for number, entry in enumerate(_booked(held), 1))
    return Statement(account, _balance(held, _OPENING), _balance(held, _CLOSING), lines)


def _said(within: Element, path: str) -> str:
    return (within.findtext(path) or "").strip()


def _signed(within: Element, *, row: int) -> int:
    amount = within.find("{*}Amt")
    if amount is None or amount.get("Ccy") != "IDR":
        raise Refused("statement_currency", currency="-" if amount is None else str(amount.get("Ccy"))[:10])
    return _SIGN[_said(within, "{*}CdtDbtInd")] * whole_idr(Decimal((amount.text or "").strip()), row=row)


def _balance(held: Element, codes: tuple[str, ...]) -> int:
    for code in codes:
        for balance in held.findall("{*}Bal"):
            if _said(balance, "{*}Tp/{*}CdOrPrtry/{*}Cd") == code:
                return _signed(balance, row=0)
    raise Refused("statement_balance_missing")


def _booked(held: Element) -> Iterator[Element]:
    """The entries that moved the balance: one that is only expected has another state."""
    for entry in held.findall("{*}Ntry"):
        if (_said(entry, "{*}Sts/{*}Cd") or _said(entry, "{*}Sts")) in ("BOOK", ""):
            yield entry


def _line(number: int, entry: Element) -> Line:
    day = _said(entry, "{*}BookgDt/{*}Dt") or _said(entry, "{*}BookgDt/{*}DtTm") or _said(entry, "{*}ValDt/{*}Dt")
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    texts = [
        (each.text or "")
        for detail in details
        for path in ("{*}RmtInf/{*}Ustrd", "{*}RmtInf/{*}Strd/{*}CdtrRefInf/{*}Ref", "{*}Refs/{*}EndToEndId")
        for each in detail.findall(path)
    ]
    text = one_line(*texts, _said(entry, "{*}AddtlNtryInf"))
    reference = _said(entry, "{*}AcctSvcrRef") or _said(entry, "{*}NtryRef")
    return Line(number, date.fromisoformat(day[:10]), _signed(entry, row=number), text, one_line(reference, longest=60))
