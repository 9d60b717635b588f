"""What is entered about an accident on its page: stage I, whether it was one, what a doctor states, death, and work again."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.claims.actions.conclude_accident import conclude_accident
from payung.claims.actions.convert_to_death import Died, convert_to_death
from payung.claims.actions.report_accident import Struck, report_accident
from payung.claims.actions.state_outcome import Stated, note_back_at_work, state_outcome
from payung.rules.law import law
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.fields import day_in, moment_in, text, time_in, wants_messages
from payung.web.claims.seen import seen_accident
from payung.web.today import day_of_judgement, moment_of_judgement

# Parts of the body that a form takes at once; more are told by sending it again with a percentage.
LOSSES = 3
_FIELD_OF_STATED = {
    "outcome_unknown": "outcome", "doctor_missing": "doctor_name", "moment_to_come": "stated_at",
    "stated_before_accident": "stated_at",
}  # fmt: skip
_FIELD_OF_DEATH = {
    "doctor_missing": "died_doctor", "moment_to_come": "died_stated_at", "stated_before_accident": "died_stated_at",
    "claim_teller_missing": "died_teller_name", "phone_for_messages_invalid": "died_teller_phone",
}  # fmt: skip


def _note(request: SignedIn, claim: str) -> None:
    found = seen_accident(claim)
    struck = Struck(
        time_in(request, "struck_at", found.happened_on), text(request, "struck_where"), text(request, "struck_source"),
        text(request, "struck_story"), text(request, "struck_teller"), text(request, "struck_teller_name"),
        text(request, "struck_teller_phone"), bool(request.POST.get("suspected")),
        wants_messages(request, "struck_wants"),
    )  # fmt: skip
    report_accident(law=law(), person_id=found.person_id, struck=struck, by=request.acting.by, at=moment_of_judgement())


@require_POST
@needs("report-claims")
def facts(request: SignedIn, claim: str) -> HttpResponse:
    """Stage I: the least that the law asks for. It joins what was reported already."""
    act = partial(_note, request, claim)
    where = {
        "moment_to_come": "struck_at", "claim_teller_missing": "struck_teller_name",
        "phone_for_messages_invalid": "struck_teller_phone",
    }  # fmt: skip
    return done(request, claim, act, _("Laporan tahap I dicatat."), field="struck_source", fields=where)


def _conclude(request: SignedIn, claim: str) -> None:
    concluded, why = text(request, "concluded"), text(request, "concluded_why")
    conclude_accident(number=claim, concluded=concluded, why=why, by=request.acting.by, at=moment_of_judgement())


@require_POST
@needs("handle-claims")
def conclude(request: SignedIn, claim: str) -> HttpResponse:
    """Whether what was suspected was an accident at work."""
    act, where = partial(_conclude, request, claim), {"reason_missing": "concluded_why"}
    return done(request, claim, act, _("Kesimpulan dicatat."), field="concluded", fields=where)


def _losses(request: SignedIn) -> tuple[str, ...]:
    """The parts of the body that were chosen, each with the share of its function that is lost where one was typed."""
    pairs = [(text(request, f"loss_{n}"), text(request, f"share_{n}")) for n in range(1, LOSSES + 1)]
    return tuple(f"{loss}@{share}" if share else loss for loss, share in pairs if loss)


def _state(request: SignedIn, claim: str) -> None:
    stated = Stated(
        text(request, "outcome"), text(request, "doctor_name"), moment_in(request, "stated_at"), _losses(request),
        bool(request.POST.get("left_handed")),
    )  # fmt: skip
    state_outcome(law=law(), number=claim, stated=stated, at=moment_of_judgement())


@require_POST
@needs("handle-claims")
def outcome(request: SignedIn, claim: str) -> HttpResponse:
    """Stage II: what a doctor states of how it ended."""
    act = partial(_state, request, claim)
    return done(request, claim, act, _("Keterangan dokter dicatat."), field="loss_1", fields=_FIELD_OF_STATED)


def _died(request: SignedIn, claim: str) -> None:
    told = Died(
        day_in(request, "died_on"), text(request, "died_doctor"), moment_in(request, "died_stated_at"),
        text(request, "died_teller"), text(request, "died_teller_name"), text(request, "died_teller_phone"),
        wants_messages=wants_messages(request, "died_wants"),
    )  # fmt: skip
    convert_to_death(
        law=law(), number=claim, died=told, by=request.acting.by, on=day_of_judgement(), at=moment_of_judgement()
    )


@require_POST
@needs("handle-claims")
def died(request: SignedIn, claim: str) -> HttpResponse:
    """The worker died of it: a claim of the death follows, while treatment is still paid on this one."""
    act = partial(_died, request, claim)
    said = _("Klaim kematian karena kerja dibuka; jalannya ada pada klaim itu.")
    return done(request, claim, act, said, field="died_on", fields=_FIELD_OF_DEATH)


def _back(request: SignedIn, claim: str) -> None:
    note_back_at_work(number=claim, on=day_in(request, "back_on"), today=day_of_judgement())


@require_POST
@needs("handle-claims")
def back_at_work(request: SignedIn, claim: str) -> HttpResponse:
    """From which day the worker works again."""
    return done(request, claim, partial(_back, request, claim), _("Hari kembali bekerja dicatat."), field="back_on")
