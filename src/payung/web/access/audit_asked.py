"""What the address of the auditor's page asks: the question, about what, and what the answer is narrowed to."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from payung.access.queries import Question
from payung.regions.queries import region
from payung.units.region import Area, dotted, is_region_code
from payung.web.access.audit_words import DEEDS, DEEDS_OF, RECORDS
from payung.web.number import number

QUESTIONS = ("seen", "done", "changed")
_MOST_LETTERS = 100
_NUMBER_OF_A_PERSON = re.compile(r"\d{16}")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of an address, as texts: `of` is a number or user name that is known, `name` one to choose by."""

    q: str = "seen"
    of: str = ""
    name: str = ""
    table: str = "person"
    begin: str = ""
    end: str = ""
    place: str = ""
    deed: str = ""
    before: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.begin or self.end or self.place or self.deed)

    @property
    def is_of_a_person(self) -> bool:
        """Whether it is about a worker, who can be found by NIK or name."""
        return self.q == "seen" or (self.q == "changed" and self.table == "person")

    @property
    def query(self) -> str:
        """The query of the address, without what is empty."""
        given = {name: value for name, value in asdict(self).items() if value}
        if self.q != "changed":
            del given["table"]
        return f"?{urlencode(given)}"

    def but(self, **changes: str) -> str:
        """The query of the address with some parts changed, from the first page on."""
        return replace(self, before=None, **changes).query


def digits(text: str) -> str:
    """What was typed without the blanks, dots and dashes that people put into long numbers."""
    return "".join(character for character in text if character not in " .-")


def holds_nik(given: QueryDict) -> bool:
    """Whether any part of an address holds a number of a person."""
    return any(_NUMBER_OF_A_PERSON.search(digits(value)) for _name, values in given.lists() for value in values)


def leaks(query: str) -> bool:
    """Whether the query of an address would hold a number of a person."""
    return holds_nik(QueryDict(query.removeprefix("?")))


def asked_in(given: QueryDict) -> Asked:
    """The question of an address or a form; what cannot be is taken for nothing."""
    text = {name: given.get(name, "").strip()[:_MOST_LETTERS] for name in Asked.__dataclass_fields__}
    q = text["q"] if text["q"] in QUESTIONS else QUESTIONS[0]
    return Asked(
        q, text["of"], text["name"], table=text["table"] if text["table"] in RECORDS else "person", begin=text["begin"],
        end=text["end"], place=dotted(text["place"]), deed=text["deed"] if text["deed"] in DEEDS_OF[q] else "",
        before=number(text["before"]),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        given = date.fromisoformat(text)
    except ValueError:
        return None
    return given if 1900 <= given.year < 2200 else None


def _midnight(text: str, days: int = 0) -> datetime | None:
    given = _day(text)
    return make_aware(datetime.combine(given + timedelta(days=days), time.min)) if given else None


def _is_own(code: str, area: Area) -> bool:
    return is_region_code(code) and code in area and region(code) is not None


def mistakes(asked: Asked, area: Area) -> list[dict[str, str]]:
    """What cannot be answered as it was typed: days that are none, an area that is none or not one's own."""
    found = [
        {"field": name, "text": _("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2025-11-21.")}
        for name in ("begin", "end")
        if getattr(asked, name) and not _day(getattr(asked, name))
    ]
    if not found and asked.begin and asked.end and asked.begin > asked.end:
        found.append({"field": "end", "text": _("Hari terakhir tidak boleh sebelum hari pertama.")})
    if asked.place and any(c.isdigit() for c in asked.place) and not _is_own(asked.place, area):
        found.append({"field": "place", "text": _("Tidak ada wilayah dengan kode itu di wilayah Anda.")})
    return found


def question(asked: Asked) -> Question | None:
    """What the log is asked, whole days in the time zone of the project; None while something is still to be chosen."""
    of = asked.of if asked.q == "done" else number(asked.of)
    if not of or (asked.place and not is_region_code(asked.place)):
        return None
    verb, what, _word = DEEDS.get(asked.deed, ("", "", ""))
    return Question(
        asked.q, of, table=asked.table, since=_midnight(asked.begin), until=_midnight(asked.end, days=1),
        place=asked.place, verb=verb, what=what,
    )  # fmt: skip
