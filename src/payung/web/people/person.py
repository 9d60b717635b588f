"""A worker's page: who it is, what was enrolled, whether a day is covered and why, and what a death would pay then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from payung.access.queries import may
from payung.cards.queries import cards_of
from payung.claims.queries import claim_of_death
from payung.complaints.queries import complaints_of
from payung.insight.cover import CoverAnswer, answer
from payung.insight.falling_out import going_alone
from payung.insight.months import months_of
from payung.membership.queries import enrolments, last_covered_month
from payung.people.queries import by_id, consents_of
from payung.regions import queries as regions
from payung.rules.law import LawUnknown, law
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.complaints import told_of
from payung.web.day import ShownDay, asked_day
from payung.web.people.bank import account_facts
from payung.web.regions.seen import way_to

if TYPE_CHECKING:
    from payung.people.models import Person


def _told(person: Person, day: ShownDay) -> dict[str, Any]:
    """The answer for the day; for a day before our knowledge of the law, that no answer can be given."""
    try:
        told: CoverAnswer = answer(person, day.on, law())
    except LawUnknown as unknown:
        facts = {"concept": unknown.concept, "known_from": unknown.known_from.isoformat(), "on": day.on.isoformat()}
        return {"law_unknown": facts}
    waiting_months = law().on("death/waiting_months", day.on).value if told.cover else 0
    last_paid = None if told.cover else last_covered_month(person.pk, day.on)
    return {"told": told, "waiting_months": waiting_months, "last_paid": last_paid}


def sealed_facts(request: SignedIn, person: Person) -> dict[str, Any]:
    """The account by its last digits for whoever may see it, and whether health results may be recorded or read."""
    rights = {"may_record": may(request.acting, "record-health"), "may_read": may(request.acting, "see-health")}
    if not may(request.acting, "see-bank"):
        return rights
    return {"may_see_bank": True, **rights, **account_facts(request, person)}


def person_page(request: SignedIn, person_id: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a worker of the user's area, with what else is to be said on it. Http404 for anybody else."""
    found = by_id(person_id)
    village = regions.region(found.village) if found else None
    if found is None or village is None:
        raise Http404
    day = asked_day(request)
    facts = {
        "person": found,
        "village": village,
        "breadcrumbs": way_to(request.acting, village, found.name),
        "day": day,
        "enrolments": enrolments(found.pk),
        "cards": cards_of(found.pk),
        "months": months_of(found.pk, day.on),
        "may_print": may(request.acting, "print-cards"),
        "consents": consents_of(found.pk),
        "may_end": may(request.acting, "report-ends"),
        "may_report_claims": may(request.acting, "report-claims"),
        "may_see_claims": may(request.acting, "see-claims"),
        "claim_of_death": claim_of_death(found.pk),
        "complaints": told_of(complaints_of(found.pk)),
        "may_complain": may(request.acting, "complain"),
        "may_propose": may(request.acting, "propose"),
        "may_reveal": may(request.acting, "reveal-nik"),
        "may_answer": may(request.acting, "answer-people"),
        **sealed_facts(request, found),
        "alone": going_alone(law(), found),
        **_told(found, day),
        **more,
    }
    return render(request, "people/person.html", facts, status=status)


@needs("see")
def person(request: SignedIn, person_id: int) -> HttpResponse:
    """One worker of the user's area; anybody else is not found."""
    return person_page(request, person_id)
