"""What is done to a claim by a button of its page: complete, assess, decide, hold, let go, reopen. Each a small form."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.access.queries import approves_up_to
from payung.claims.actions.assess import assess as compute_and_keep
from payung.claims.actions.complete import complete as say_complete
from payung.claims.actions.complete import hold as keep_back
from payung.claims.actions.decide import Verdict
from payung.claims.actions.decide import decide as give_verdict
from payung.claims.actions.decide import reopen as open_again
from payung.claims.actions.let_go import let_go as go_on
from payung.claims.actions.stop_messages import stop_messages as write_no_more
from payung.claims.queries import last_assessment
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.seen import seen_claim
from payung.web.funding.form import rupiah_in
from payung.web.number import number
from payung.web.today import day_of_judgement, moment_of_judgement


@require_POST
@needs("handle-claims")
def complete(request: SignedIn, claim: str) -> HttpResponse:
    """All papers are there: the days to pay begin."""
    act = partial(say_complete, law=law(), number=claim, on=day_of_judgement())
    return done(request, claim, act, _("Surat lengkap. Batas waktu pembayaran mulai dihitung."))


def _assess(request: SignedIn, claim: str) -> None:
    asked = request.POST.get("total", "").strip()
    compute_and_keep(
        law=law(), number=claim, by=request.acting.by, at=moment_of_judgement(),
        total_idr=rupiah_in(asked) if asked else None, deviates_why=request.POST.get("deviates_why", ""),
    )  # fmt: skip


@require_POST
@needs("handle-claims")
def assess(request: SignedIn, claim: str) -> HttpResponse:
    """Computes what the law gives and hands it to other eyes; another sum wants a reason."""
    act = partial(_assess, request, claim)
    return done(request, claim, act, _("Dihitung dan diserahkan kepada penyetuju."), field="total")


_FIELD_OF_DECISION = {"article_missing": "article"}


def _decide(request: SignedIn, claim: str) -> None:
    seen, made = number(request.POST.get("assessment", "")), last_assessment(seen_claim(claim))
    if made is not None and seen != made.pk:
        raise Refused("assessment_changed")
    verdict = Verdict(*(request.POST.get(name, "") for name in ("verdict", "reason", "article")))
    give_verdict(
        law=law(), number=claim, verdict=verdict, by=request.acting.by, on=day_of_judgement(), at=moment_of_judgement(),
        limit_idr=approves_up_to(request.acting.role),
    )  # fmt: skip


@require_POST
@needs("approve-claims")
@fresh_to_send
def decide(request: SignedIn, claim: str) -> HttpResponse:
    """The second pair of eyes: approved, refused or returned. What is decided is what the page showed, or nothing."""
    said = {
        "approved": _("Disetujui. Pembayarannya disiapkan."),
        "refused": _("Ditolak; alasannya tercatat."),
    }.get(request.POST.get("verdict", ""), _("Dikembalikan untuk dilengkapi."))
    return done(request, claim, partial(_decide, request, claim), said, field="reason", fields=_FIELD_OF_DECISION)


@require_POST
@needs("handle-claims")
def hold(request: SignedIn, claim: str) -> HttpResponse:
    """Nothing is approved or paid until it is let go, for a reason."""
    return done(
        request,
        claim,
        partial(keep_back, number=claim, why=request.POST.get("why", "")),
        _("Klaim ditahan."),
        field="why",
    )


@require_POST
@needs("handle-claims")
def let_go(request: SignedIn, claim: str) -> HttpResponse:
    """What was held goes on."""
    act = partial(go_on, law=law(), number=claim, on=day_of_judgement())
    return done(request, claim, act, _("Klaim dilanjutkan."))


@require_POST
@needs("handle-claims")
def reopen(request: SignedIn, claim: str) -> HttpResponse:
    """A refused claim is looked at again after an appeal."""
    return done(request, claim, partial(open_again, number=claim), _("Klaim dibuka kembali."))


@require_POST
@needs("report-claims")
def stop_messages(request: SignedIn, claim: str) -> HttpResponse:
    """No further message to the number of one who told of this claim, or is left behind."""
    asked = {f"{whom}_id": number(request.POST.get(whom, "")) or 0 for whom in ("report", "heir")}
    return done(request, claim, partial(write_no_more, number=claim, **asked), _("Kabar SMS dihentikan."))
