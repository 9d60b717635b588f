"""November of the earlier participants invoiced under a payment code, the payer's money received. A program, no test itself."""

from datetime import date

from payung.cli.console import connect, seeing_all

ON = date(2025, 11, 20)


def main() -> None:
    connect()
    from payung.funding.actions.receive import receive
    from payung.funding.models import FundingLine, Invoice
    from payung.membership.actions.invoice_month import invoice_month
    from payung.units.month import Month

    with seeing_all():
        line = FundingLine.objects.get(code="lama-tanjungsari")
        receive(line=line, amount_idr=5_000_000, on=ON, reason="dana desa", source="kuitansi 1")
        made = invoice_month(line=line, month=Month(2025, 11), on=ON)
        Invoice.objects.filter(pk=made.pk).update(payment_code="PYG-7F3K2")


if __name__ == "__main__":
    main()
