"""What was told wrongly is corrected on a claim's page; a report that was a mistake is withdrawn, or that is taken back."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.claims.actions.correct import Right
from payung.claims.actions.correct import correct as put_right
from payung.claims.actions.withdraw import take_back_withdrawal
from payung.claims.actions.withdraw import withdraw as write_off
from payung.rules.law import law
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.fields import day_in, text
from payung.web.claims.refusals import told
from payung.web.today import day_of_judgement

_FIELD_OF_CORRECTION = {
    "reason_missing": "right_why", "claim_kind_unknown": "right_cause", "death_came_of_accident": "right_cause",
    "claim_story_too_long": "right_story", "nothing_corrected": "right_why",
}  # fmt: skip


def _correct(request: SignedIn, claim: str) -> None:
    cause = text(request, "right_cause") or None
    right = Right(
        day_in(request, "right_happened_on"), cause, text(request, "right_where"), text(request, "right_story")
    )
    put_right(law=law(), number=claim, right=right, why=text(request, "right_why"), on=day_of_judgement())


@require_POST
@needs("handle-claims")
def correct(request: SignedIn, claim: str) -> HttpResponse:
    """Day, cause, place or story as they truly were, for a reason."""
    act, said = partial(_correct, request, claim), _("Koreksi dicatat. Periksa lagi surat dan hitungannya.")
    return done(request, claim, act, said, field="right_happened_on", fields=_FIELD_OF_CORRECTION)


def _withdraw(request: SignedIn, claim: str) -> None:
    lives = {"yes": True, "no": False}.get(text(request, "lives"))
    given = write_off(law=law(), number=claim, why=text(request, "withdraw_why"), on=day_of_judgement(), lives=lives)
    for each in given:
        line = each.line.name
        if each.why_not:
            messages.warning(
                request, _("Tempat pada {line} tidak kembali: {why}").format(line=line, why=told(each.why_not))
            )
        elif each.placed:
            messages.success(request, _("Kepesertaannya pada {line} dipulihkan.").format(line=line))
        else:
            messages.success(request, _("Pekerja ini menunggu lagi pada {line}.").format(line=line))


@require_POST
@needs("handle-claims")
def withdraw(request: SignedIn, claim: str) -> HttpResponse:
    """The report was a mistake: nothing is paid of it, and it stays readable."""
    act, fields = partial(_withdraw, request, claim), {"withdrawal_life_unsaid": "lives"}
    return done(request, claim, act, _("Laporan ditarik."), field="withdraw_why", fields=fields)


def _back(request: SignedIn, claim: str) -> None:
    take_back_withdrawal(number=claim, why=text(request, "back_why"), on=day_of_judgement())


@require_POST
@needs("handle-claims")
def take_back(request: SignedIn, claim: str) -> HttpResponse:
    """The withdrawal was the mistake: the claim goes on where papers are brought."""
    said = _("Penarikan dibatalkan. Klaim berjalan lagi.")
    return done(request, claim, partial(_back, request, claim), said, field="back_why")
