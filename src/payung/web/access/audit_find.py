"""Whom or what an auditor asks about: found by what was typed, or a short list to choose from. A NIK stops here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from payung.access.queries import MOST_DOERS, Question, doers, numbers
from payung.insight.workers import named
from payung.people.queries import by_id, by_nik
from payung.regions.queries import inside, region, with_codes
from payung.units.nik import is_nik
from payung.units.region import Area, is_region_code
from payung.web.access.audit_asked import Asked, digits, leaks
from payung.web.access.audit_words import DEEDS
from payung.web.components.tags import day
from payung.web.number import number

_SHORTEST_NAME = 3
MOST_CHOICES = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several that were meant: its words, what tells it apart, and the query that asks about it."""

    word: str
    hint: str
    query: str


class NotFound(Exception):
    """What was typed leads to nothing; says why and what to do."""


def _person(asked: Asked) -> Asked:
    bare = digits(asked.of)
    if is_nik(bare):
        if person := by_nik(bare):
            return replace(asked, of=str(person.pk))
        raise NotFound(_("NIK ini tidak ada di wilayah Anda. Periksa 16 angkanya."))
    if bare.isdigit():
        if number(bare):
            return replace(asked, of=bare)
        raise NotFound(_("NIK harus 16 angka. Periksa kembali dengan KTP."))
    if len(asked.of) < _SHORTEST_NAME:
        raise NotFound(_("Ketik paling sedikit tiga huruf pertama nama, atau 16 angka NIK."))
    return replace(asked, of="", name=asked.of)


def _user(asked: Asked) -> Asked:
    if is_nik(digits(asked.of)):
        raise NotFound(_("Ini NIK, bukan nama pengguna. Tulis nama pengguna, atau pilih pertanyaan tentang orang."))
    if numbers(Question("done", asked.of), limit=1):
        return asked
    found = doers(asked.of)
    if len(found) == 1:
        return replace(asked, of=found[0][0])
    return replace(asked, of="", name=asked.of)


def _subject_of(asked: Asked) -> Asked:
    if not asked.of:
        raise NotFound(_("Tulis dulu tentang siapa atau apa."))
    if asked.is_of_a_person:
        return _person(asked)
    if asked.q == "done":
        return _user(asked)
    if number(asked.of) is None:
        raise NotFound(_("Tulis nomor catatannya, angka saja."))
    return asked


def find(asked: Asked) -> Asked:
    """The question with whom or what it is about: a number or user name, or a name to choose by. Raises NotFound."""
    found = _subject_of(replace(asked, name="", before=None))
    if leaks(found.query):
        raise NotFound(_("Tulis NIK saja, atau namanya saja."))
    return found


def people_or_users(asked: Asked, area: Area) -> tuple[list[Choice], bool]:
    """Those whose name fits, and whether there may be more than these; twenty at most."""
    if asked.is_of_a_person:
        found = named(area, asked.name, timezone.localdate())[0]
        known = with_codes({each.village for each in found[:MOST_CHOICES]})
        return [
            Choice(e.name, f"{e.nik_masked}, {known.get(e.village, e.village)}", asked.but(of=str(e.id), name=""))
            for e in found[:MOST_CHOICES]
        ], len(found) > MOST_CHOICES
    if asked.q != "done":
        return [], False
    users = doers(asked.name)
    return [Choice(name, full, asked.but(of=name, name="")) for name, full in users], len(users) == MOST_DOERS


def places(asked: Asked, area: Area) -> tuple[list[Choice], bool]:
    """The regions of an area whose name begins with what was typed, and whether there may be more."""
    if not asked.place or is_region_code(asked.place):
        return [], False
    found = list(inside(area).filter(name__istartswith=asked.place).select_related("parent")[: MOST_CHOICES + 1])
    chosen = [
        Choice(str(each), f"{each.code}{f', {each.parent}' if each.parent else ''}", asked.but(place=each.code))
        for each in found[:MOST_CHOICES]
    ]
    return chosen, len(found) > MOST_CHOICES


def narrowed_words(asked: Asked) -> str:
    """What an answer is narrowed to, in words; the empty text when it is not."""
    begin, end = (day(date.fromisoformat(text)) if text else "" for text in (asked.begin, asked.end))
    days = _("%(begin)s sampai %(end)s") if begin and end else _("sejak %(begin)s") if begin else _("sampai %(end)s")
    parts = [days % {"begin": begin, "end": end}] if begin or end else []
    if asked.place:
        parts.append(str(region(asked.place) or asked.place))
    return ", ".join([*parts, _(DEEDS[asked.deed][2])] if asked.deed else parts)


def subject(asked: Asked) -> str:
    """Whom or what a question is about, in words: a worker by name where seen, a user, a record by its number."""
    if not asked.is_of_a_person:
        return asked.of
    person = by_id(number(asked.of) or 0)
    return _("%(name)s (pekerja #%(number)s)") % {"name": person.name, "number": asked.of} if person else f"#{asked.of}"
