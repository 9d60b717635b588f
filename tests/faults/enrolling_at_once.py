"""What ends or gives a seat outside a list, as a job of a process (at_once.py): a death, a renewal, an end that is taken back.

A part of a driver of tests, no test itself.
"""

from datetime import date

DAY_BEFORE, ON = date(2025, 11, 20), date(2025, 11, 21)


def end_for(job: dict) -> int:
    """How many places ended for a death {"death": a NIK, "on", "way"}: by a claim, by the page of a seat, by a list of deaths."""
    from payung.claims.actions.take_deaths import Given, take_deaths
    from payung.membership.actions.end_for_death import end_for_death
    from payung.membership.actions.end_place import end_place
    from payung.membership.models import Enrolment
    from payung.people.queries import by_nik

    died_on, person = date.fromisoformat(job["on"]), by_nik(job["death"])
    seats = Enrolment.objects.filter(person=person, state="placed")
    if job["way"] == "end_for_death":
        return end_for_death(person_id=person.pk, died_on=died_on, on=ON, source="uji").places
    if job["way"] == "end_place":
        return end_place(enrolment_id=seats.first().pk, why="died", happened_on=died_on, on=ON).places
    others = [Given(row, nik, by_nik(nik).name, died_on) for row, nik in enumerate(job["others"], 3)]
    outcomes = take_deaths(deaths=[*others, Given(2, person.nik, person.name, died_on)], on=ON, source="uji")
    assert {each.outcome for each in outcomes} == {"noted"}, outcomes
    return Enrolment.objects.filter(ended_why="died", ended_on=ON).count()


def end(job: dict) -> int:
    """How many places ended because the worker {"ended": a NIK} asked for it, the day before: no place ends twice on one day."""
    from payung.membership.actions.end_place import end_place
    from payung.membership.models import Enrolment

    seat = Enrolment.objects.get(person__nik=job["ended"], state="placed")
    return end_place(enrolment_id=seat.pk, why="asked", happened_on=DAY_BEFORE, on=DAY_BEFORE).places


def renew(job: dict) -> dict[str, int]:
    """What became of the seats of the line {"renew": a line, "to"}."""
    from payung.funding import queries as funding
    from payung.membership.actions.renew import renew_line
    from payung.programmes import queries as programmes
    from payung.rules.law import law

    line, to = funding.line(job["renew"]), funding.line(job["to"])
    return renew_line(law=law(), line=line, to=to, programme=programmes.programme(line.programme_code), on=ON).outcomes


def take_back(job: dict) -> bool:
    """Whether the worker of an ended seat {"take_back": a NIK} has a place again."""
    from payung.membership.actions.take_back_end import take_back_end
    from payung.membership.models import Enrolment
    from payung.programmes import queries as programmes
    from payung.rules.law import law

    seat = Enrolment.objects.get(person__nik=job["take_back"], state="ended")
    programme = programmes.programme(seat.line.programme_code)
    return take_back_end(law=law(), enrolment_id=seat.pk, programme=programme, on=ON)


def do(job: dict) -> dict:
    """Does one of them, with the eyes of the whole country."""
    from payung.cli.console import seeing_all

    with seeing_all():
        if "renew" in job:
            return {"outcomes": renew(job)}
        if "take_back" in job:
            return {"placed": take_back(job)}
        if "ended" in job:
            return {"places": end(job)}
        return {"places": end_for(job)}
