"""What accidents and scholarships hold of people: in the worker's own file, and gone without a trace after retention."""

from datetime import date

import pytest
from django.db import connection

from payung.access.queries import Acting, seeing
from payung.claims.actions.name_child import Schooling, change_child
from payung.insight.person_file import person_file
from payung.people.actions.erase import erase
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.claims.accidents import computed, guaranteed, hurt, spent, stated, unable
from tests.claims.cases import AT, covered_since, decided
from tests.claims.schooling import ANI, child, law
from tests.claims.test_model_case import paid

LONG_AFTER = date(2050, 1, 1)
EVERYTHING = """SELECT string_agg(t::text, ' ') FROM (
    SELECT to_jsonb(a) AS t FROM accident a UNION ALL SELECT to_jsonb(c) FROM accident_cost c
    UNION ALL SELECT to_jsonb(m) FROM inability_month m UNION ALL SELECT to_jsonb(s) FROM scholarship_child s
    UNION ALL SELECT to_jsonb(y) FROM scholarship_year y UNION ALL SELECT to_jsonb(i) FROM history i
    WHERE table_name LIKE 'accident%%' OR table_name LIKE 'scholarship%%' OR table_name = 'inability_month') AS all_of_it"""


@pytest.fixture
def settled(office):
    """A total loss, treated and paid, with a child whose scholarship has been planned."""
    claim = hurt(covered_since(office, "2025-11", 2), source="traktor kuning")
    ani = child(claim, "ANI", ANI, "smp")
    spent(claim, "treatment", 1_000_000, letter=guaranteed(claim).number)
    unable(claim, 1)
    stated(claim, "total")
    computed(claim, "tax-number", "guardian")
    decided(claim)
    paid(claim)
    return claim, ani


def left():
    with connection.cursor() as db:
        db.execute(EVERYTHING)
        return db.fetchone()[0]


@pytest.mark.usefixtures("years_later")
def test_an_erased_worker_takes_the_words_of_the_accident_along(settled):
    claim, ani = settled
    change_child(law=law(), child_id=ani.pk, schooling=Schooling("smp", 1, married_on=date(2025, 11, 1)))
    assert "traktor kuning" in left() and "Ratna" in left() and "RSUD" in left() and '"2025-11-01"' in left()
    erase(person=claim.person_id, on=LONG_AFTER)
    gone = left()
    words = ("traktor", "Ratna", "RSUD", '"married_on": "2025', "scholarship_ended")
    assert [word for word in words if word in gone] == []
    assert '"proof_id": null' in gone and '"amount_idr": 1000000' in gone


@pytest.mark.usefixtures("years_later")
def test_nobody_is_erased_while_a_scholarship_is_to_come(settled):
    with pytest.raises(Refused) as refused:
        erase(person=settled[0].person_id, on=LONG_AFTER)
    assert refused.value.code == "person_claim_open"


def test_the_own_file_of_a_worker_tells_of_accident_and_scholarship(settled):
    claim, _ = settled
    with seeing(Area(""), by="test"):
        told = person_file(claim.person, acting=Acting("petugas", "regency-officer", "32.14"), reason="surat 7", at=AT)
    (mine,) = told["claims"]
    assert (mine["accident"]["source"], mine["accident"]["outcome"]) == ("traktor kuning", "total")
    assert [cost["amount_idr"] for cost in mine["costs"]] == [1_000_000]
    assert mine["letters"][0]["state"] == "used" and mine["inability_months"] == ["2025-11-01"]
    assert mine["scholarships"][0]["name"] == "ANI" and len(mine["scholarships"][0]["years"]) == 11
