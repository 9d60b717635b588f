"""Scholarships from the page of a claim: a child is named or changed, a year proven, refused, or freed by other eyes."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.access.queries import approves_up_to
from payung.claims.actions.name_child import Schooling, change_child, name_child
from payung.claims.actions.prove_schooling import approve_year, bring_schooling, prove_schooling, refuse_schooling
from payung.claims.queries.scholarship import scholarships
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.fields import day_in, number_at, text
from payung.web.claims.papers import paper_data, sends_a_paper, takes_a_paper
from payung.web.claims.seen import seen_claim
from payung.web.today import day_of_judgement, moment_of_judgement


def _fields(mark: str) -> dict[str, str]:
    """Where each refusal of a child's schooling stands in the form with this mark."""
    return {
        "child_wage_months_missing": f"wage_months{mark}", "child_work_unknown": f"work{mark}",
        "level_unknown": f"school_level{mark}", "field_invalid": f"school_year{mark}",
        "school_year_paid_already": f"school_year{mark}", "child_unknown": "child", "child_named_twice": "child",
    }  # fmt: skip


def _schooling(request: SignedIn, mark: str) -> Schooling:
    married = day_in(request, f"married_on{mark}") if text(request, f"married_on{mark}") else None
    return Schooling(
        text(request, f"school_level{mark}"), number_at(request, f"school_year{mark}") or 1,
        not request.POST.get(f"left_school{mark}"), married, text(request, f"work{mark}") or "none",
        number_at(request, f"wage_months{mark}"),
    )  # fmt: skip


def _name(request: SignedIn, claim: str) -> None:
    name_child(
        law=law(), number=claim, heir_id=number_at(request, "child"), schooling=_schooling(request, ""),
        by=request.acting.by, at=moment_of_judgement(),
    )  # fmt: skip


@require_POST
@needs("handle-claims")
def child(request: SignedIn, claim: str) -> HttpResponse:
    """One of the children left behind is named for a scholarship."""
    act = partial(_name, request, claim)
    return done(request, claim, act, _("Anak didaftarkan untuk beasiswa."), field="child", fields=_fields(""))


def _change(request: SignedIn, claim: str, child_id: int) -> None:
    if child_id not in {each.child.pk for each in scholarships(seen_claim(claim))}:
        raise Refused("child_unknown")
    change_child(law=law(), child_id=child_id, schooling=_schooling(request, f"_{child_id}"))


@require_POST
@needs("handle-claims")
def change(request: SignedIn, claim: str) -> HttpResponse:
    """What is known of a child changes: its years that are not paid are planned anew."""
    child_id = number_at(request, "child")
    mark = f"_{child_id}"
    act = partial(_change, request, claim, child_id)
    return done(
        request, claim, act, _("Jadwal beasiswa disusun ulang."), field=f"school_level{mark}", fields=_fields(mark)
    )


def _year(request: SignedIn, claim: str) -> int:
    """The year that the form is about, of this claim. Raises Refused("scholarship_year_unknown")."""
    asked = number_at(request, "year")
    if asked not in {year.pk for each in scholarships(seen_claim(claim)) for year in each.years}:
        raise Refused("scholarship_year_unknown")
    return asked


def _prove(request: SignedIn, claim: str) -> None:
    year, by, at = _year(request, claim), request.acting.by, moment_of_judgement()
    proof = number_at(request, "school_paper")
    if sends_a_paper(request) or not proof:
        proof = bring_schooling(year_id=year, data=paper_data(request), by=by, at=at).pk
    prove_schooling(year_id=year, document_id=proof, by=by, at=at)


@takes_a_paper("handle-claims")
def prove(request: SignedIn, claim: str) -> HttpResponse:
    """A school's paper is there and proves the year; other eyes free the money."""
    act = partial(_prove, request, claim)
    said = _("Surat sekolah diterima. Orang lain menyetujui pembayarannya.")
    return done(request, claim, act, said, field=f"school_{number_at(request, 'year')}_file")


def _refuse(request: SignedIn, claim: str) -> None:
    refuse_schooling(
        year_id=_year(request, claim), why=text(request, "why"), by=request.acting.by, at=moment_of_judgement()
    )


@require_POST
@needs("handle-claims")
def refuse(request: SignedIn, claim: str) -> HttpResponse:
    """What was brought does not prove the year, and why."""
    act, field = partial(_refuse, request, claim), f"why_year_{number_at(request, 'year')}"
    return done(request, claim, act, _("Surat sekolah ditolak; keluarga perlu membawa yang lain."), field=field)


def _approve(request: SignedIn, claim: str) -> None:
    approve_year(
        year_id=_year(request, claim), by=request.acting.by, on=day_of_judgement(), at=moment_of_judgement(),
        limit_idr=approves_up_to(request.acting.role),
    )  # fmt: skip


@require_POST
@needs("approve-claims")
@fresh_to_send
def approve(request: SignedIn, claim: str) -> HttpResponse:
    """Frees the money of a proven year: by other eyes than those that checked the paper."""
    act = partial(_approve, request, claim)
    return done(request, claim, act, _("Disetujui. Pembayaran beasiswa disiapkan."), field="")
