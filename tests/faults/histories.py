"""A programme's whole life as random steps: place, end, replace, invoice, pay, refund, correct, reconcile, crash, replay.

After every step the money, the places and the months are counted anew, and nothing may differ.
"""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from payung.funding.actions.correct import BY_HAND, correct
from payung.funding.actions.pay import pay, take_refund
from payung.funding.actions.pledge import pledge_up_to
from payung.funding.actions.receive import give_back, receive
from payung.funding.models import FundingLine, Invoice, LineBalance, Transfer
from payung.insight.reconciliation import reconciliation, three_sums
from payung.membership.actions.end_enrolment import Ending, end_enrolments, first_month_free
from payung.membership.actions.enrol import enrol
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.actions.release_places import release_places
from payung.membership.actions.take_answers import Given, GivenFile, take_answers
from payung.membership.models import ENDS, CoverMonth, Enrolment
from payung.people.actions.stage import stage
from payung.programmes.queries import miscounted, programme
from payung.rules.law import law
from payung.units.month import Month
from tests.faults.random_steps import RandomSteps
from tests.lists import nik

VILLAGES = ("32.14.16.2005", "32.14.16.2006", "32.14.16.2007")
PRICE = 16_800
WORKERS = st.integers(1, 8)
DAYS = st.dates(date(2025, 11, 21), date(2026, 1, 20))
MONTHS = st.sampled_from([Month(2025, 11), Month(2025, 12), Month(2026, 1)])
LINES = st.sampled_from(["utama", "csr"])

# One row for each thing that does not add up.
WRONG = """
WITH live AS (
    SELECT i.month, i.person_id, i.invoice_id, i.price_idr FROM invoice_item i
    WHERE NOT EXISTS (SELECT FROM invoice_credit c WHERE (c.month, c.person_id, c.round) = (i.month, i.person_id, i.round))
), money AS (
    SELECT b.line_id, committed_idr, invoiced_idr, paid_idr,
        (SELECT coalesce(sum(c.price_idr), 0) FROM cover_month c LEFT JOIN live USING (month, person_id)
            WHERE c.line_id = b.line_id AND live.person_id IS NULL) AS uninvoiced,
        (SELECT coalesce(sum(amount_idr - paid_idr - credited_idr), 0) FROM invoice n WHERE n.line_id = b.line_id) AS open,
        (SELECT coalesce(sum(live.price_idr), 0) FROM live JOIN invoice n ON n.id = invoice_id
            WHERE n.line_id = b.line_id AND n.paid_idr > 0) AS settled
    FROM line_balance b
)
SELECT 'committed', line_id::text, committed_idr::text, uninvoiced::text FROM money WHERE committed_idr <> uninvoiced
UNION ALL SELECT 'invoiced', line_id::text, invoiced_idr::text, open::text FROM money WHERE invoiced_idr <> open
UNION ALL SELECT 'paid', line_id::text, paid_idr::text, settled::text FROM money WHERE paid_idr <> settled
UNION ALL SELECT 'two payers', month::text, person_id::text, count(*)::text FROM live
    GROUP BY month, person_id HAVING count(*) > 1
UNION ALL SELECT 'invoiced without cover', live.month::text, live.person_id::text, '' FROM live
    LEFT JOIN cover_month c USING (month, person_id) WHERE c.person_id IS NULL
UNION ALL SELECT 'debits and credits', '', '', sum(amount)::text FROM (
    SELECT sum(in_idr - out_idr) AS amount FROM line_day) AS side HAVING sum(amount) <> 0
UNION ALL SELECT 'count of cover', coalesce(k.village, c.village), k.workers::text, c.workers::text FROM cover_count k
    FULL JOIN (SELECT month, village, line_id, count(*) AS workers FROM cover_month GROUP BY 1, 2, 3) AS c
    USING (month, village, line_id) WHERE coalesce(k.workers, 0) <> coalesce(c.workers, 0)
UNION ALL SELECT 'cover without a place', c.month::text, c.person_id::text, '' FROM cover_month c
    WHERE c.month > '2026-01-01' OR NOT EXISTS (
        SELECT FROM enrolment e WHERE e.person_id = c.person_id AND e.line_id = c.line_id)
"""

CONTENT = """
SELECT (SELECT count(*) FROM transfer), (SELECT count(*) FROM cover_month), (SELECT count(*) FROM invoice_item),
    (SELECT count(*) FROM enrolment WHERE state = 'placed'), (SELECT sum(taken) FROM quota)
"""


def person_row(number: int, village: str) -> bytes:
    facts = {0: str(number), 1: nik(number), 2: f'"PEKERJA {number}"', 3: "1980-05-17", 5: village, 8: "other"}
    return ",".join(facts.get(at, "") for at in range(18)).encode() + b"\n"


class Histories(RandomSteps):
    """Two lines of one programme over three months: eight workers for seven places, and money for not quite all of them."""

    wrong, everything = WRONG, CONTENT

    @initialize(
        placed=st.lists(WORKERS, unique=True, max_size=5), received=st.integers(0, 9), invoiced=st.lists(MONTHS, max_size=3),
        paid=st.booleans(),
    )  # fmt: skip
    def begin(self, placed: list[int], received: int, invoiced: list[Month], paid: bool) -> None:
        """A programme that lives already: some are placed, something was received, months are invoiced and perhaps paid."""
        self.open_eyes()
        self.programme = programme("uji")
        on = date(2025, 11, 21)
        for number in placed:
            self.do(lambda number=number: self._place("utama", number, VILLAGES[number % 3], on))
        if received:
            self.do(
                lambda: receive(line=self.line("utama"), amount_idr=received * PRICE, on=on, reason="r", source="s")
            )
        for month in invoiced:
            self.do(lambda month=month: invoice_month(line=self.line("utama"), month=month, on=on))
        for made in Invoice.objects.all() if paid else ():
            self.do(lambda made=made: pay(invoice=made, amount_idr=made.open_idr, on=on, reason="r", source="s"))

    def line(self, code: str) -> FundingLine:
        return FundingLine.objects.get(code=code)

    @rule(line=LINES, number=WORKERS, village=st.sampled_from(VILLAGES), on=DAYS)
    def place(self, line: str, number: int, village: str, on: date) -> None:
        self.do(lambda: self._place(line, number, village, on))

    def _place(self, line: str, number: int, village: str, on: date) -> None:
        stage([person_row(number, village)])
        enrol(law=law(), line=self.line(line), programme=self.programme, batch=1, on=on)

    def _end(self, number: int, why: str, on: date) -> None:
        seats = Enrolment.objects.filter(person__nik=nik(number)).order_by("id")
        free = first_month_free(why, on, from_the_start=Month(2025, 11))
        end_enrolments(endings=[Ending(seat.pk, free) for seat in seats], why=why, on=on)

    @rule(number=WORKERS, why=st.sampled_from(ENDS), on=DAYS)
    def end(self, number: int, why: str, on: date) -> None:
        # The same seat does not end twice on one day.
        if not Enrolment.objects.filter(person__nik=nik(number), ended_on=on).exists():
            self.do(lambda: self._end(number, why, on))

    @rule(line=LINES, on=DAYS)
    def replace(self, line: str, on: date) -> None:
        self.do(lambda: release_places(law=law(), line=self.line(line), on=on))

    @rule(line=LINES, month=MONTHS, on=DAYS)
    def invoice(self, line: str, month: Month, on: date) -> None:
        self.do(lambda: invoice_month(line=self.line(line), month=month, on=on))

    @rule(line=LINES, months=st.integers(1, 6), on=DAYS)
    def receive(self, line: str, months: int, on: date) -> None:
        self.do(lambda: receive(line=self.line(line), amount_idr=months * PRICE, on=on, reason="r", source="s"))

    @precondition(lambda self: LineBalance.objects.filter(bank_idr__gt=0).exists())
    @rule(line=LINES, months=st.integers(1, 3), on=DAYS)
    def give_back(self, line: str, months: int, on: date) -> None:
        self.do(lambda: give_back(line=self.line(line), amount_idr=months * PRICE, on=on, reason="r", source="s"))

    @rule(line=LINES, months=st.integers(6, 18))
    def promise(self, line: str, months: int) -> None:
        self.do(lambda: pledge_up_to(line=self.line(line), total_idr=months * PRICE, reason="r"))

    @precondition(lambda self: Invoice.objects.exists())
    @rule(data=st.data(), off=st.sampled_from([0, 0, 0, -1, 1]), offset=st.booleans(), on=DAYS)
    def pay(self, data: st.DataObject, off: int, offset: bool, on: date) -> None:
        made = [*Invoice.objects.order_by("id")]
        chosen = data.draw(st.sampled_from([each for each in made if each.open_idr] or made))
        owed = LineBalance.objects.get(line=chosen.line).owed_idr if offset else 0
        use = min(owed, chosen.open_idr)
        self.do(
            lambda: pay(
                invoice=chosen, amount_idr=chosen.open_idr - use + off, offset_idr=use, on=on, reason="r", source="s"
            )
        )

    @precondition(lambda self: LineBalance.objects.filter(owed_idr__gt=0).exists())
    @rule(line=LINES, months=st.integers(1, 3), on=DAYS)
    def refund(self, line: str, months: int, on: date) -> None:
        self.do(lambda: take_refund(line=self.line(line), amount_idr=months * PRICE, on=on, reason="r", source="s"))

    @precondition(lambda self: Transfer.objects.filter(kind__in=BY_HAND).exists())
    @rule(data=st.data(), on=DAYS)
    def correct(self, data: st.DataObject, on: date) -> None:
        entries = Transfer.objects.filter(kind__in=BY_HAND).order_by("entry").values_list("entry", flat=True).distinct()
        chosen = data.draw(st.sampled_from([*entries]))
        self.do(lambda: correct(entry=chosen, on=on, reason="r"))

    @rule(line=LINES, month=MONTHS, taken=st.sets(WORKERS, max_size=4), refused=st.sets(WORKERS, max_size=2), on=DAYS)
    def reconcile(self, line: str, month: Month, taken: set[int], refused: set[int], on: date) -> None:
        """BPJS answers, and every worker-month of every line stands in exactly one class."""
        self.do(lambda: self._answer(line, month, taken - refused, refused, on))
        for each in FundingLine.objects.all():
            for asked in (Month(2025, 11), Month(2025, 12), Month(2026, 1)):
                covered = CoverMonth.objects.filter(line=each, month=asked.first_day).count()
                assert (
                    three_sums(each, asked.first_day).covered
                    == covered
                    <= reconciliation(each, asked.first_day).workers
                )

    def _answer(self, line: str, month: Month, taken: set[int], refused: set[int], on: date) -> None:
        given = [Given(row, nik(number), f"9{number:010d}", None) for row, number in enumerate(sorted(taken), 2)]
        given += [Given(row, nik(number), None, "NIK tidak padan") for row, number in enumerate(sorted(refused), 20)]
        key = sha256(repr((line, month, given)).encode()).hexdigest()
        at = datetime(on.year, on.month, on.day, 9).astimezone()
        take_answers(line=self.line(line), month=month, file=GivenFile(key, "b.xlsx", given), by="t", on=on, at=at)

    @invariant()
    def every_place_is_counted(self) -> None:
        if hasattr(self, "eyes"):
            assert miscounted() == []
