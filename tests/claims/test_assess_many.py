"""Many claims at once are computed as each would be by itself."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.claims.actions.assess import assess
from payung.claims.actions.assess_many import assess_many
from payung.claims.actions.complete import complete
from payung.claims.actions.decide import Verdict, decide
from payung.claims.actions.name_heir import Named, name_heir
from payung.claims.models import Assessment, Claim
from payung.people.models import Person
from payung.rules.law import law
from tests.claims.cases import (
    AT,
    DEATH_PAPERS,
    ON,
    covered_since_january,
    papers_of_more_heirs,
    reported,
    with_papers,
    with_spouse,
)
from tests.lists import line, workers

CASES = [
    (date(2025, 11, 24), "natural", ()), (date(2025, 12, 1), "natural", ("child", "child", "child")),
    (date(2026, 1, 31), "natural", ()),
    (date(2025, 11, 22), "work", ("parent",)), (date(2026, 2, 1), "natural", ()), (date(2025, 12, 30), "work", ("child",)),
]  # fmt: skip


def told(assessment):
    return assessment.total_idr, assessment.answer, assessment.shares, assessment.signals, assessment.law_digest


def complete_claims(office):
    """Six claims of a line of four months, and one of somebody whom a line has covered since January."""
    people = [covered_since_january(office)]
    office.load(line("lama", 5, first_month="2025-01", months=12, more="existing = true"), line("utama", 9, months=4))
    office.send(workers(2, 7))
    people += list(Person.objects.exclude(pk=people[0].pk).order_by("nik"))
    for person, (died_on, cause, relations) in zip(people, [CASES[0], *CASES], strict=True):
        claim = reported(person, died_on=died_on, cause=cause, on=date(2026, 2, 2)).claim
        if not relations:
            with_spouse(claim)
        for number, relation in enumerate(relations):
            born = date(1990 - number, 1, 1)
            named = Named(relation, f"AHLI {number} {person.pk}", born)
            name_heir(law=law(), number=claim.number, named=named, by="o", on=ON, at=AT)
        with_papers(claim, (*DEATH_PAPERS, "tax-number", "doctor"))
        papers_of_more_heirs(claim, 3)
        if Claim.objects.get(pk=claim.pk).line_id:
            complete(law=law(), number=claim.number, on=date(2026, 2, 2))
    return list(Claim.objects.filter(state="complete").order_by("id"))


def test_many_claims_are_computed_as_each_by_itself(office):
    claims = complete_claims(office)
    assert assess_many(law=law(), by="petugas", at=AT) == len(claims) == 7
    at_once = {made.claim_id: told(made) for made in Assessment.objects.all()}
    for claim in claims:
        decide(
            law=law(), number=claim.number, verdict=Verdict("returned", "diperiksa ulang"), by="penyetuju", on=ON, at=AT
        )
        assess(law=law(), number=claim.number, by="petugas", at=AT)
    alone = {made.claim_id: told(made) for made in Assessment.objects.order_by("id")}
    assert at_once == alone
    assert sorted({total for total, *_ in alone.values()}) == [10_000_000, 42_000_000, 70_000_000]


def test_a_claim_that_is_held_waits(office):
    claims = complete_claims(office)
    Claim.objects.filter(pk=claims[0].pk).update(held_why="ahli waris berselisih")
    assert assess_many(law=law(), by="petugas", at=AT) == 6
    assert assess_many(law=law(), by="petugas", at=AT) == 0


def test_held_claims_take_no_place_among_those_that_are_locked_and_computed(office):
    """What is computed is what was locked: those that are held, though they come first, count for neither."""
    claims = complete_claims(office)
    Claim.objects.filter(pk__in=[claims[0].pk, claims[1].pk]).update(held_why="ahli waris berselisih")
    with CaptureQueriesContext(connection) as asked:
        assert assess_many(law=law(), by="petugas", at=AT, most=2) == 2
    assert set(Assessment.objects.values_list("claim_id", flat=True)) == {claims[2].pk, claims[3].pk}
    (lock,) = [each["sql"] for each in asked if "FOR UPDATE" in each["sql"]]
    with connection.cursor() as db:
        Claim.objects.filter(state="assessed").update(state="reported")
        Claim.objects.filter(state="reported", complete_on__isnull=False).update(state="complete")
        db.execute(lock)
        assert [row[0] for row in db.fetchall()] == [claims[2].pk, claims[3].pk]
