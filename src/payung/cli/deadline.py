"""`payung deadline`: by when to pay, to report, to claim, and when membership lapses. Needs no database."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

import typer

from payung.cli.console import JAKARTA, console, day, month, print_json
from payung.cli.law_answer import tell_unverified
from payung.rules.answer import unverified
from payung.rules.law import Law, Value
from payung.units.month import day_in_words
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

_Found = tuple[dict[str, Any], tuple[Value, ...]]


def _payment(book: Law, kind: str, complete_on: date, paid_on: date | None, amount_idr: int) -> _Found:
    from payung.rules.deadline import late_payment, payment_due

    due = payment_due(book, kind, complete_on)
    rule = due.rests_on[0]
    found: dict[str, Any] = {
        "complete_on": complete_on.isoformat(), "due_on": due.due_on and due.due_on.isoformat(),
        "working_days": rule.value, "article": rule.source, "evidence": rule.evidence,
        "days_off": [{"on": off.on.isoformat(), "name": off.name} for off in due.days_off],
    }  # fmt: skip
    if paid_on is None:
        return found, due.rests_on
    late = late_payment(book, kind, amount_idr=amount_idr, complete_on=complete_on, paid_on=paid_on)
    return {**found, "late": late.for_json(book.digest)}, (*due.rests_on, *late.rests_on)


def _moment(text: str) -> datetime:
    """A day, from its beginning, or a day with its time of the clock in Jakarta."""
    if len(text) <= 10:
        return datetime.combine(day(text), time(), JAKARTA)
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("field_invalid", field="happened_on", given=text, allowed="YYYY-MM-DD[THH:MM]") from None
    return given if given.tzinfo else given.replace(tzinfo=JAKARTA)


def _claim(book: Law, kind: str, happened_at: datetime) -> _Found:
    from payung.rules.deadline import claim_until, report_due

    until = claim_until(book, kind, happened_at.date())
    found: dict[str, Any] = {"claim_until": until.due_on and until.due_on.isoformat()}
    if kind != "jkk":
        return found, until.rests_on
    due, rule = report_due(book, happened_at)
    return {**found, "report_until": due.isoformat()}, (*until.rests_on, rule)


def _lapse(book: Law, last_paid: str) -> _Found:
    from payung.rules.deadline import lapses_on

    lapse = lapses_on(book, month(last_paid))
    return {"lapses_on": lapse.due_on and lapse.due_on.isoformat()}, lapse.rests_on


_WORDS = {
    "due_on": "Dibayar paling lambat", "claim_until": "Dapat diajukan sampai", "report_until": "Dilaporkan paling lambat",
    "lapses_on": "Kepesertaan berhenti mulai",
}  # fmt: skip


def _tell(found: dict[str, Any]) -> None:
    for key, words in _WORDS.items():
        if key in found:
            given = found[key]
            told = (
                "tanpa batas waktu"
                if given is None
                else given[11:16] + " " + day_in_words(date.fromisoformat(given[:10]))
            )
            print(f"{words}: {told.strip()}")
    if "late" in found:
        print(
            f"Ganti rugi keterlambatan: {in_rupiah(found['late']['total_idr'])} = {found['late']['items'][0]['formula']}"
        )
    for off in found.get("days_off", ()):
        console.print(f"  libur: {off['on']} {off['name']}", markup=False)


def deadline(
    kind: Annotated[str, typer.Option(help="jkk (kecelakaan kerja) atau jkm (kematian)")],
    complete_on: Annotated[str | None, typer.Option(help="hari klaim lengkap, YYYY-MM-DD")] = None,
    paid_on: Annotated[str | None, typer.Option(help="hari dibayar, untuk menghitung keterlambatan")] = None,
    amount: Annotated[int, typer.Option(help="manfaat yang dibayar, dalam rupiah")] = 0,
    happened_on: Annotated[str | None, typer.Option(help="hari kejadian, YYYY-MM-DD atau YYYY-MM-DDTHH:MM")] = None,
    last_paid: Annotated[str | None, typer.Option(help="bulan iuran terakhir yang dibayar, YYYY-MM")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Tenggat: membayar klaim, melapor, mengajukan klaim, dan berhentinya kepesertaan."""
    from payung.rules.deadline import KINDS
    from payung.rules.law import law

    book = law()
    if kind not in KINDS:
        raise Refused("kind_unknown", kind=kind, known=", ".join(KINDS))
    parts: list[_Found] = []
    if complete_on:
        parts.append(_payment(book, kind, day(complete_on), day(paid_on) if paid_on else None, amount))
    if happened_on:
        parts.append(_claim(book, kind, _moment(happened_on)))
    if last_paid:
        parts.append(_lapse(book, last_paid))
    if not parts:
        raise Refused("deadline_nothing_asked")
    values = tuple(value for _, rests_on in parts for value in rests_on)
    found = {"kind": kind, **{key: value for part, _ in parts for key, value in part.items()}}
    if as_json:
        print_json({**found, "unverified": unverified(values), "law_digest": book.digest})
        return
    _tell(found)
    tell_unverified(unverified(values))
