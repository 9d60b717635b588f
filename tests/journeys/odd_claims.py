"""Claims as they are seldom: not covered, nobody left, an heir unproven, a shared account, a worker dead before payment."""

import json
from datetime import date

from payung.cli.console import connect, seeing_all


def _person(number: int):  # type: ignore[no-untyped-def]
    from payung.people.models import Person

    return Person.objects.filter(enrolment__line__code="lama-tanjungsari").order_by("pk")[number]


def _not_covered() -> str:
    from tests.claims.cases import reported

    return str(reported(_person(0), died_on=date(2024, 12, 20)).claim.number)


def _nobody_left() -> str:
    from payung.claims.actions.state_nobody_left import Alone, state_nobody_left
    from payung.claims.models import ClaimDocument
    from tests.claims.cases import AT, DEATH_PAPERS, reported, with_papers

    claim = reported(_person(1)).claim
    with_papers(claim, tuple(kind for kind in DEATH_PAPERS if kind != "marriage-book"))
    proof = ClaimDocument.objects.get(claim=claim, kind="heir-statement").pk
    state_nobody_left(number=claim.number, stated=Alone("DADANG PENGURUS", "hidup sendiri", proof), by="p", at=AT)
    return str(claim.number)


def _unproven() -> str:
    """The worker named somebody else at enrolment; the account of the widow stands on another claim too."""
    from payung.people.models import Person
    from tests.claims.cases import reported, with_papers, with_spouse

    person = _person(2)
    Person.objects.filter(pk=person.pk).update(heir_name="ENTIN SUMARNI", heir_relation="istri")
    claim = reported(person).claim
    with_spouse(claim, "TUTI ORANG LAIN")
    with_papers(claim)
    with_spouse(reported(_person(3)).claim, "LILIS KARYATI")
    return str(claim.number)


def _dead_before_payment() -> tuple[str, str]:
    """The accident whose worker died of it, with a month without work and transport; and the claim of the death."""
    from tests.claims.accidents import died, guaranteed, hurt, spent, unable, with_accident_papers

    claim = hurt(_person(4))
    spent(claim, "treatment", 17_000_000, letter=guaranteed(claim).number)
    spent(claim, "transport_land", 500_000)
    unable(claim, 1)
    with_accident_papers(claim)
    return str(claim.number), str(died(claim).claim.number)


def _hurt() -> tuple[str, str]:
    """An accident of somebody who lives, and when that one was born."""
    from tests.claims.accidents import hurt

    person = _person(5)
    return str(hurt(person).number), person.birth_on.isoformat()


def main() -> None:
    connect()
    with seeing_all():
        accident, death = _dead_before_payment()
        told = {"not covered": _not_covered(), "nobody left": _nobody_left(), "heir unproven": _unproven()}
        told["hurt"], told["born"] = _hurt()
        print(json.dumps(told | {"accident of the dead": accident, "death of an accident": death}))


if __name__ == "__main__":
    main()
