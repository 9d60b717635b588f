"""The money of a village's programme: received, invoiced, paid, and what BPJS and the bank say of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from payung.units.region import Area
from tests.attacks.places import Place
from tests.lists import nik

ON, AT = date(2025, 11, 21), datetime(2025, 11, 21, 9, 0).astimezone()
WHY = "diminta warga"


def paid_by_a_sponsor(place: Place) -> None:
    """Money of the sponsor's line: received, a month on an invoice, and that paid."""
    from payung.access.queries import seeing
    from payung.funding import queries as funding
    from payung.funding.actions.pay import pay
    from payung.funding.actions.receive import receive
    from payung.membership.actions.invoice_month import invoice_month
    from payung.units.month import Month

    told: dict[str, Any] = {"on": ON, "reason": f"TERMIN {place.word}", "source": f"KUITANSI {place.word}"}
    with seeing(Area(place.district), by=f"petugas-{place.word}"):
        line = funding.line(f"{place.word}-csr")
        receive(line=line, amount_idr=9_000_000, **told)
        made = invoice_month(line=line, month=Month.of(ON), on=ON)
        pay(invoice=made, amount_idr=made.open_idr, **told)


def invoiced_and_answered(place: Place) -> None:
    """A month that was invoiced, what BPJS answered about it, and what the bank says."""
    from payung.access.queries import seeing
    from payung.funding import queries as funding
    from payung.funding.actions.receive import receive
    from payung.funding.actions.take_statement import GivenLine, GivenStatement, take_statement
    from payung.membership.actions.invoice_month import invoice_month
    from payung.membership.actions.take_answers import Given, GivenFile, take_answers
    from payung.units.month import Month

    by = f"petugas-{place.word}"
    with seeing(Area(place.regency), by=by):
        line = funding.line(f"{place.word}-utama")
        receive(line=line, amount_idr=1_000_000, on=ON, reason=WHY, source=f"kuitansi-{place.word}")
        invoice_month(line=line, month=Month(2025, 11), on=ON)
        given = [Given(2, place.niks()[0], place.kpjs()[0], None), Given(3, nik(9), None, f"BUKAN {place.word}")]
        answers = GivenFile(place.word, f"jawaban-{place.word}.csv", given)
        take_answers(line=line, month=None, file=answers, by=by, on=ON, at=AT)
        said = [GivenLine(1, ON, -5, f"SETOR {place.word}", "", place.word)]
        statement = GivenStatement(place.word, f"koran-{place.word}.csv", f"rekening-{place.word}", 10, 5, said)
        take_statement(statement=statement, region=place.regency, by=by, at=AT)
