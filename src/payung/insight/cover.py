"""Was this person covered on that day, by whom, since when, and what would a death pay? One answer with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from payung.membership.queries import CoverOn, cover_on, last_covered_month
from payung.rules.answer import Answer
from payung.rules.death import natural_death
from payung.rules.law import Law
from payung.units.month import day_in_words
from payung.units.rupiah import in_rupiah

if TYPE_CHECKING:
    from payung.people.models import Person


@dataclass(frozen=True, slots=True)
class CoverAnswer:
    """Cover of one worker on one day: the payer and the run of months if covered, what a natural death pays, and why."""

    cover: CoverOn | None
    death: Answer | None
    why: str

    @property
    def for_json(self) -> dict[str, Any]:
        if self.cover is None or self.death is None:
            return {
                "covered": False, "payer_kind": None, "since": None, "until": None, "months_of_membership": 0,
                "death_today_idr": 0, "why": self.why, "unverified": [],
            }  # fmt: skip
        return {
            "covered": True,
            "payer_kind": self.cover.line.kind,
            "payer": self.cover.line.payer,
            "since": self.cover.since.first_day.isoformat(),
            "until": self.cover.until.plus(-1).last_day.isoformat(),
            "months_of_membership": self.cover.months_consecutive,
            "death_today_idr": self.death.total_idr,
            "why": self.why,
            "items": [{"code": i.code, "amount_idr": i.amount_idr, "article": i.article} for i in self.death.items],
            "unverified": self.death.unverified,
        }


def _why_covered(cover: CoverOn, death: Answer, law: Law, on: date) -> str:
    waiting = law.on("death/waiting_months", on).value
    months = cover.months_consecutive
    reached = f"sudah {months} bulan" if months >= waiting else f"baru {months} bulan dari {waiting} bulan masa tunggu"
    return (
        f"Terlindungi: bulan ini dibayar oleh {cover.line.payer} ({cover.line.name}), sejak {cover.since.in_words()} "
        f"sampai {day_in_words(cover.until.plus(-1).last_day)}. Kepesertaan {reached}, jadi bila meninggal bukan karena "
        f"kerja ahli waris menerima {in_rupiah(death.total_idr)}."
    )


def _why_not(person: Person, on: date) -> str:
    last = last_covered_month(person.pk, on)
    if last is None:
        return f"Tidak terlindungi pada {day_in_words(on)}: belum ada bulan yang dibayar untuk pekerja ini."
    return (
        f"Tidak terlindungi pada {day_in_words(on)}: bulan terakhir yang dibayar adalah {last.in_words()}, "
        f"perlindungan berakhir {day_in_words(last.last_day)}."
    )


def answer(person: Person, on: date, law: Law) -> CoverAnswer:
    """Whether a worker is covered on a day, with the reason in Indonesian."""
    cover = cover_on(person.pk, on)
    if cover is None:
        return CoverAnswer(None, None, _why_not(person, on))
    death = natural_death(law, on, months_paid=cover.months_paid, months_consecutive=cover.months_consecutive)
    return CoverAnswer(cover, death, _why_covered(cover, death, law, on))
