"""A claim's whole life as random steps: report, correct, withdraw, name, bring, complete, assess, decide, hold, send, pay, crash.

After every step the money, the steps and the decisions are looked at anew in SQL, and nothing may be out of order.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from payung.claims.actions.assess import assess
from payung.claims.actions.bring_document import bring_document, reject_document
from payung.claims.actions.complete import complete, hold
from payung.claims.actions.correct import Right, correct
from payung.claims.actions.decide import Verdict, decide, reopen
from payung.claims.actions.let_go import let_go
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir, remove_heir
from payung.claims.actions.pay import Told, send, take_result, try_again
from payung.claims.actions.report import Told as Report
from payung.claims.actions.report import report
from payung.claims.actions.withdraw import take_back_withdrawal, withdraw
from payung.claims.models import Claim, ClaimDocument, ClaimHeir, Payout
from payung.people.models import Person
from payung.rules.law import law
from tests.claims.cases import DEATH_PAPERS, picture
from tests.faults.random_steps import RandomSteps

DIED_ON = date(2025, 11, 24)
DAYS = st.integers(1, 12).map(lambda after: DIED_ON + timedelta(days=after))
PICTURES = {kind: picture(shade) for shade, kind in enumerate(DEATH_PAPERS)}
FAMILY = (
    Named("spouse", "BUDI", date(1979, 1, 2)), Named("child", "ANI", date(2003, 3, 4)),
    Named("parent", "ENGKOS", date(1950, 1, 1)),
)  # fmt: skip
USERS = ("petugas", "penyetuju", "lain")

# One row for each thing that is out of order.
WRONG = """
WITH money AS (
    SELECT c.id, c.state, c.number, c.held_why,
        (SELECT coalesce(sum(amount_idr), 0) FROM payout p WHERE p.claim_id = c.id) AS ordered,
        (SELECT coalesce(sum(amount_idr), 0) FROM payout p WHERE p.claim_id = c.id AND p.what = 'benefit') AS benefit,
        (SELECT coalesce(sum(amount_idr), 0) FROM payout p WHERE p.claim_id = c.id AND p.state = 'paid') AS paid,
        (SELECT coalesce(sum(amount_idr), 0) FROM transfer WHERE kind = 'award' AND source = 'klaim ' || c.number) AS awarded,
        (SELECT coalesce(sum(amount_idr), 0) FROM transfer WHERE kind = 'payout' AND source = 'klaim ' || c.number) AS given,
        (SELECT a.total_idr FROM claim_decision d JOIN claim_assessment a ON a.id = d.assessment_id
            WHERE d.claim_id = c.id AND d.verdict = 'approved') AS entitled
    FROM claim c
), steps AS (
    SELECT claim_id, from_state, to_state, lag(to_state, 1, '') OVER (PARTITION BY claim_id ORDER BY id) AS before,
        row_number() OVER (PARTITION BY claim_id ORDER BY id DESC) AS from_the_end
    FROM claim_step
)
SELECT 'ordered without approval', number FROM money WHERE ordered > 0 AND entitled IS NULL
UNION ALL SELECT 'above the entitlement', number FROM money WHERE benefit > coalesce(entitled, 0)
UNION ALL SELECT 'approved and not all ordered', number FROM money WHERE entitled IS NOT NULL AND benefit <> entitled
UNION ALL SELECT 'ordered is not awarded', number FROM money WHERE ordered <> awarded
UNION ALL SELECT 'paid is not given', number FROM money WHERE paid <> given
UNION ALL SELECT 'paid and not all gone', number FROM money WHERE state = 'paid' AND ordered <> paid
UNION ALL SELECT 'all gone and not paid', number FROM money WHERE state = 'approved' AND ordered = paid
    AND held_why = ''
UNION ALL SELECT 'one line twice', claim_id::text FROM payout GROUP BY claim_id, what, about, heir_id HAVING count(*) > 1
UNION ALL SELECT 'one entry for two', paid_entry::text FROM payout WHERE paid_entry IS NOT NULL
    GROUP BY paid_entry HAVING count(*) > 1
UNION ALL SELECT 'decided by who assessed', d.claim_id::text FROM claim_decision d
    JOIN claim_assessment a ON a.id = d.assessment_id WHERE d.by = a.made_by
UNION ALL SELECT 'steps do not join', claim_id::text FROM steps WHERE from_state <> before
UNION ALL SELECT 'steps do not end here', c.number FROM claim c JOIN steps s ON s.claim_id = c.id AND from_the_end = 1
    WHERE s.to_state <> c.state
UNION ALL SELECT 'no step at all', number FROM claim c WHERE NOT EXISTS (SELECT FROM claim_step s WHERE s.claim_id = c.id)
UNION ALL SELECT 'an unknown step', s.claim_id::text FROM claim_step s WHERE s.from_state <> ''
    AND NOT EXISTS (SELECT FROM claim_move m WHERE m.from_state = s.from_state AND m.to_state = s.to_state)
UNION ALL SELECT 'approved without a decision', c.number FROM claim c JOIN claim_step s ON s.claim_id = c.id
    WHERE s.to_state IN ('approved', 'refused') AND (
        SELECT count(*) FROM claim_decision d WHERE d.claim_id = c.id AND d.verdict = s.to_state) < (
        SELECT count(*) FROM claim_step o WHERE o.claim_id = c.id AND o.to_state = s.to_state)
UNION ALL SELECT 'two claims for one death', person_id::text FROM claim WHERE state <> 'withdrawn'
    GROUP BY person_id HAVING count(*) > 1
UNION ALL SELECT 'withdrawn and paid', number FROM money WHERE state = 'withdrawn' AND (ordered > 0 OR entitled IS NOT NULL)
UNION ALL SELECT 'decided by what was corrected since', d.claim_id::text FROM claim_decision d JOIN claim_correction k
    ON k.claim_id = d.claim_id AND k.voids_id >= d.assessment_id
    WHERE d.verdict = 'approved'
UNION ALL SELECT 'approved by other facts', c.number FROM claim c JOIN claim_decision d ON d.claim_id = c.id
    AND d.verdict = 'approved' JOIN claim_assessment a ON a.id = d.assessment_id
    WHERE a.computed_idr <> CASE WHEN c.cause = 'work' THEN 70000000 ELSE 42000000 END
UNION ALL SELECT 'another day of death', c.number FROM claim c JOIN person p ON p.id = c.person_id
    WHERE c.state <> 'withdrawn' AND p.died_on IS DISTINCT FROM c.happened_on
UNION ALL SELECT 'covered after the death', month::text FROM cover_month m JOIN person p ON p.id = m.person_id
    WHERE m.month > p.died_on
UNION ALL SELECT 'not covered in the month of the death', c.number FROM claim c WHERE c.state <> 'withdrawn' AND NOT EXISTS (
    SELECT FROM cover_month m WHERE m.person_id = c.person_id AND m.month = date_trunc('month', c.happened_on))
"""
CONTENT = """
SELECT (SELECT json_agg(c ORDER BY id) FROM claim c)::text, (SELECT json_agg(p ORDER BY id) FROM payout p)::text,
    (SELECT count(*) FROM claim_report), (SELECT count(*) FROM claim_step), (SELECT count(*) FROM transfer),
    (SELECT count(*) FROM claim_document), (SELECT count(*) FROM claim_heir), (SELECT count(*) FROM claim_decision),
    (SELECT count(*) FROM claim_assessment), (SELECT count(*) FROM cover_month), (SELECT count(*) FROM history),
    (SELECT count(*) FROM claim_correction), (SELECT count(*) FROM enrolment), (SELECT died_on FROM person)
"""


def at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 9).astimezone()


class ClaimHistories(RandomSteps):
    """One worker, covered since January; a family of three; three users who may each assess and decide."""

    wrong, everything = WRONG, CONTENT

    @initialize(far=st.sampled_from([0, 1, 2, 3, 4, 4, 5, 6]))
    def begin(self, far: int) -> None:
        """A claim that lives already: reported; with all papers; assessed; approved; sent to the bank; answered; held, and
        answered late."""
        self.open_eyes()
        on = DIED_ON + timedelta(days=1)
        self.report(on)
        if far:
            self.do(lambda: self._family(on))
            for kind in DEATH_PAPERS:
                self.do(lambda kind=kind: self._bring(kind, on))
            self.complete(on)
        if far > 1:
            self.assess("petugas", 0, on)
        if far > 2:
            self.decide("penyetuju", "approved", on)
        if far > 3:
            self.send("aaaaaaaa")
        if far > 5:
            self.hold()
        answered = on if far == 5 else on + timedelta(days=9)
        for made in Payout.objects.order_by("id") if far > 4 else ():
            self._answer(made, answered, 0, answered)

    @property
    def number(self) -> str:
        """The claim that stands, or the last one that was withdrawn."""
        known = Claim.objects.order_by("id").values_list("number", flat=True)
        return known.exclude(state="withdrawn").last() or known.last() or "none"

    @rule(on=DAYS, off=st.sampled_from([0, 0, -1]))
    def report(self, on: date, off: int = 0) -> None:
        told = Report("death", "natural", DIED_ON + timedelta(days=off), "heir", "TETANGGA")
        person = Person.objects.get()
        self.do(lambda: report(law=law(), person_id=person.pk, told=told, by="tuti", on=on, at=at(on)))

    @rule(off=st.sampled_from([None, 0, -1, -40]), cause=st.sampled_from([None, "natural", "work"]), on=DAYS,
          story=st.sampled_from([None, "jatuh"]))  # fmt: skip
    def correct(self, off: int | None, cause: str | None, on: date, story: str | None) -> None:
        right = Right(None if off is None else DIED_ON + timedelta(days=off), cause, None, story)
        self.do(lambda: correct(law=law(), number=self.number, right=right, why="salah dengar", on=on))

    @rule(lives=st.booleans(), on=DAYS)
    def withdraw(self, lives: bool, on: date) -> None:
        self.do(lambda: withdraw(law=law(), number=self.number, why="keliru", on=on, lives=lives))

    @precondition(lambda self: Claim.objects.filter(state="withdrawn").exists())
    @rule(data=st.data(), on=DAYS)
    def take_back(self, data: st.DataObject, on: date) -> None:
        known = Claim.objects.filter(state="withdrawn").order_by("id").values_list("number", flat=True)
        number = data.draw(st.sampled_from(list(known)))
        self.do(lambda: take_back_withdrawal(number=number, why="ternyata benar", on=on))

    def _family(self, on: date) -> None:
        heir = name_heir(law=law(), number=self.number, named=FAMILY[0], by="petugas", on=on, at=at(on))
        enter_heir_account(heir_id=heir.pk, bank="BRI", number="1234567890", holder_name="BUDI")

    @rule(who=st.sampled_from(FAMILY), on=DAYS)
    def name(self, who: Named, on: date) -> None:
        self.do(lambda: name_heir(law=law(), number=self.number, named=who, by="petugas", on=on, at=at(on)))

    @precondition(lambda self: ClaimHeir.objects.exists())
    @rule(data=st.data(), bank=st.sampled_from(["BRI", "BNI"]))
    def account(self, data: st.DataObject, bank: str) -> None:
        heir = data.draw(st.sampled_from(list(ClaimHeir.objects.order_by("id").values_list("pk", flat=True))))
        self.do(lambda: enter_heir_account(heir_id=heir, bank=bank, number="1234567890", holder_name="X"))

    @precondition(lambda self: ClaimHeir.objects.exists())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        heir = data.draw(st.sampled_from(list(ClaimHeir.objects.order_by("id").values_list("pk", flat=True))))
        self.do(lambda: remove_heir(number=self.number, heir_id=heir, why="bukan ahli waris"))

    def _bring(self, kind: str, on: date) -> None:
        bring_document(number=self.number, kind=kind, data=PICTURES[kind], by="tuti", at=at(on))

    @rule(kind=st.sampled_from(DEATH_PAPERS), on=DAYS)
    def bring(self, kind: str, on: date) -> None:
        self.do(lambda: self._bring(kind, on))

    @precondition(lambda self: ClaimDocument.objects.exists())
    @rule(data=st.data(), on=DAYS)
    def reject(self, data: st.DataObject, on: date) -> None:
        paper = data.draw(st.sampled_from(list(ClaimDocument.objects.order_by("id").values_list("pk", flat=True))))
        self.do(lambda: reject_document(number=self.number, document_id=paper, why="kabur", by="petugas", at=at(on)))

    @rule(on=DAYS)
    def complete(self, on: date) -> None:
        self.do(lambda: complete(law=law(), number=self.number, on=on))

    @rule(by=st.sampled_from(USERS), off=st.sampled_from([0, 0, 0, -1_000_000, 1_000_000]), on=DAYS)
    def assess(self, by: str, off: int, on: date) -> None:
        total = 42_000_000 + off if off else None
        self.do(
            lambda: assess(
                law=law(), number=self.number, by=by, at=at(on), total_idr=total, deviates_why="uji" if off else ""
            )
        )

    @rule(by=st.sampled_from(USERS), verdict=st.sampled_from(["approved", "approved", "refused", "returned"]), on=DAYS)
    def decide(self, by: str, verdict: str, on: date) -> None:
        why = Verdict(
            verdict, "" if verdict == "approved" else "alasan", "PP 44/2015 Pasal 34" if verdict == "refused" else ""
        )
        self.do(lambda: decide(law=law(), number=self.number, verdict=why, by=by, on=on, at=at(on)))

    @rule()
    def reopen(self) -> None:
        self.do(lambda: reopen(number=self.number))

    @rule()
    def hold(self) -> None:
        self.do(lambda: hold(number=self.number, why="sengketa"))

    # Twice as often as holding, so that histories get anywhere.
    @rule(on=DAYS)
    def let_go(self, on: date) -> None:
        self.do(lambda: let_go(law=law(), number=self.number, on=on))

    @rule(on=DAYS)
    def go_on(self, on: date) -> None:
        self.let_go(on)

    @precondition(lambda self: Payout.objects.exists())
    @rule(code=st.sampled_from(["aaaaaaaa", "bbbbbbbb"]))
    def send(self, code: str) -> None:
        self.do(lambda: send(payouts=list(Payout.objects.values_list("pk", flat=True)), digest=code))

    @precondition(lambda self: Payout.objects.exists())
    @rule(data=st.data(), paid=st.booleans(), off=st.sampled_from([0, 0, 0, 1]), on=DAYS)
    def answer(self, data: st.DataObject, paid: bool, off: int, on: date) -> None:
        """The bank says of one payout that it was paid, perhaps of another sum, or that it came back."""
        known = list(Payout.objects.order_by("id"))
        made = data.draw(st.sampled_from([each for each in known if each.state == "sent"] or known))
        self._answer(made, on if paid else None, off, on)

    def _answer(self, made: Payout, paid_on: date | None, off: int, on: date) -> None:
        told = Told(made.pk, paid_on, "" if paid_on else "ditutup", made.amount_idr + off, made.bank_file)
        self.do(lambda: take_result(law=law(), told=[told], on=on))

    @precondition(lambda self: Payout.objects.filter(state="failed").exists())
    @rule()
    def retry(self) -> None:
        self.do(lambda: try_again(payout_id=Payout.objects.filter(state="failed").order_by("id")[0].pk))
