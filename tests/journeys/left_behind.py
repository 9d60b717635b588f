"""A worker who died at work and left two children, the benefit paid; or, given its number, one year later. No test itself."""

import sys
from datetime import date

from payung.cli.console import connect, seeing_all

NIK = "3214990410630001"


def _family() -> str:
    from payung.people.queries import by_nik
    from tests.claims.cases import reported
    from tests.claims.schooling import ANI, BIMA, approved, child

    person = by_nik(NIK)
    assert person is not None
    claim = reported(person, cause="work", died_on=date(2025, 11, 18)).claim
    child(claim, "ANI", ANI, "smp")
    child(claim, "BIMA", BIMA, "sd", 3)
    return str(approved(claim).number)


def _a_year_later(number: str) -> str:
    """The second year of the eldest child is proven, approved and paid on its day."""
    from payung.claims.queries import claim
    from payung.claims.queries.scholarship import scholarships
    from tests.claims.schooling import settled

    found = claim(number)
    assert found is not None
    settled(scholarships(found)[0].years[1])
    return number


def main() -> None:
    connect()
    with seeing_all():
        print(_a_year_later(sys.argv[1]) if len(sys.argv) > 1 else _family())


if __name__ == "__main__":
    main()
