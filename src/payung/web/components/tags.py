"""Words and figures of the templates: numbers, days and codes said the way a reader here expects them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import get_language, gettext

from payung.regions.queries import called
from payung.rules import told
from payung.rules.law import law
from payung.units import words
from payung.units.moment import moment_in_words
from payung.units.month import Month, name_of
from payung.units.nik import is_nik
from payung.units.nik import masked as masked_nik
from payung.units.rupiah import in_figures, in_percent, in_rupiah
from payung.web.components import code_words

register = template.Library()

_MOST_UMBRELLAS = 200
_ISO_DAY = r"\d{4}-\d\d-\d\d"


@cache
def _occupations(spoken: str) -> dict[str, str]:
    return {each["code"]: each["name"][spoken] for each in law().values["occupation/informal"][-1].value}


def language() -> str:
    """The language that the page is read in: "id" or "en"."""
    return "en" if (get_language() or "id").startswith("en") else "id"


@register.filter
def rupiah(amount_idr: int | str | None) -> str:
    """42000000 gives "Rp42.000.000"."""
    return "-" if amount_idr in (None, "") else in_rupiah(int(amount_idr))


@register.filter
def figures(number: int | str | None) -> str:
    """277200 gives "277.200"."""
    return "-" if number in (None, "") else in_figures(int(number))


@register.filter
def fraction(number: Fraction | None) -> str:
    """An exact fraction as one writes it by hand: 43/12 gives "3 7/12"."""
    if number is None:
        return "-"
    whole, part = divmod(number.numerator, number.denominator)
    shown = [in_figures(whole)] if whole or not part else []
    return " ".join([*shown, f"{part}/{number.denominator}"] if part else shown)


@register.filter
def percent_of(part: int, whole: int) -> str:
    """277200 of 396000 gives "70,0 %"."""
    return in_percent(int(part), int(whole))


@register.filter
def less(number: int, taken_off: int) -> int:
    """A number less another, never below zero."""
    return max(0, int(number) - int(taken_off))


@register.filter
def day(given: date | None) -> str:
    """A day in words: "21 November 2025"; of a moment the day that it is here."""
    if isinstance(given, datetime):
        given = timezone.localtime(given).date()
    return f"{given.day} {name_of(given.month, language())} {given.year}" if given else "-"


@register.filter
def moment(at: datetime | None) -> str:
    """A moment in words: "21 November 2025 pukul 09.00 WIB"."""
    return moment_in_words(at, language())


@register.filter
def article(source: str) -> str:
    """What a source names without the notes behind it: "UU 27/2022 Pasal 46"; the law alone where the article is not sure."""
    found = re.match(r"UU \S+( Pasal \d+)?", source)
    return found.group() if found else ""


@register.filter
def as_written(text: str, field: str) -> str:
    """A value of a worker the way a clerk writes it: a day of birth kept as 1980-05-17 gives "17-05-1980"."""
    return f"{date.fromisoformat(text):%d-%m-%Y}" if field == "birth_on" and re.fullmatch(_ISO_DAY, text) else text


@register.filter
def month(given: Any) -> str:
    """The month of a day, or a Month, in words: "November 2025"."""
    number = getattr(given, "number", None) or getattr(given, "month", None)
    return f"{name_of(number, language())} {given.year}" if number else "-"


@register.filter
def month_before(given: Month) -> str:
    """The last month of a run that ends before the given one, in words."""
    return month(given.plus(-1))


@register.filter
def purpose_words(purpose: str) -> str:
    """What a consent was given for, in words."""
    return gettext(code_words.PURPOSES.get(purpose, purpose))


@register.filter
def consent_way_words(how: str) -> str:
    """How a consent was given, in words."""
    return gettext(code_words.WAYS.get(how, how))


@register.filter
def request_words(kind: str) -> str:
    """A kind of request about the own data in words: "file" gives "Salinan data"."""
    return gettext(code_words.REQUESTS.get(kind, kind))


@register.filter
def evidence_words(evidence: str) -> str:
    """How well a value of the law is known, in words."""
    return say(f"evidence_{evidence}")


@register.filter
def column_words(column: str) -> str:
    """A column of a worker in words: "birth_on" gives "Tanggal lahir"."""
    return gettext(code_words.COLUMNS.get(column, column))


@register.filter
def numbers_masked(value: str) -> str:
    """A value fit to be shown: a NIK or KK by its ends alone, anything else as it is."""
    return masked_nik(value) if is_nik(value) else value


@register.filter
def say(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """The sentence for a code of a refusal, problem or warning; the code itself when it has none."""
    try:
        return words.say(code, language(), **(facts or {}))
    except KeyError:
        return code


@register.filter
def kind_words(kind: str | None) -> str:
    """A payer's kind in words: "apbd-kab" gives "APBD kabupaten"."""
    return gettext(code_words.KINDS[kind]) if kind in code_words.KINDS else str(kind or "-")


@register.filter
def occupation_words(code: str | None) -> str:
    """An occupation in words: "juru-kawih" gives "Juru kawih"; one that is not on the list as it was written."""
    return _occupations(language()).get(code, code) if code else "-"


@register.filter
def benefit_words(code: str) -> str:
    """A benefit in words: lump_sum, periodic or burial; any other by its code."""
    return gettext(code_words.BENEFITS[code]) if code in code_words.BENEFITS else code


@register.filter
def concept_words(concept: str) -> str:
    """A value of the law in words: "death/waiting_reading" gives how the waiting months are counted; others by name."""
    return gettext(code_words.CONCEPTS[concept]) if concept in code_words.CONCEPTS else concept


@register.filter
def law_anchor(concept: str) -> str:
    """Where a value of the law stands on its page: "contribution/jkm_amount" gives "contribution-jkm_amount"."""
    return concept.replace("/", "-")


@register.filter
def item_formula(item: Any) -> str:
    """The formula of a line of an answer in the language of the page."""
    return str(item.formula_in(language()))


@register.filter
def item_words(item: Any) -> str:
    """A line of an answer of the law in words: "Iuran jaminan kematian (JKM)"."""
    return told.item_words(item, language())


@register.filter
def day_before(given: date) -> date:
    """The day before: what is covered until a first day of a month ends on the last day of the one before."""
    return given - timedelta(days=1)


@register.filter
def state_words(state: str) -> str:
    """A worker's state in words: covered, waiting or uncovered."""
    return gettext(code_words.STATES[state])


@register.filter
def end_words(why: str) -> str:
    """Why a place ended, in words: "moved" gives "pindah"."""
    return gettext(code_words.ENDS[why]) if why in code_words.ENDS else why


@register.filter
def leaving_words(why: str) -> str:
    """Why a worker is not covered in the next month, in words: the reason of an end, or that the term is over."""
    return gettext(code_words.LEAVING[why]) if why in code_words.LEAVING else end_words(why)


@register.filter
def tone(state: str) -> str:
    """The colour of a state: covered, waiting or plain."""
    return state if state in ("covered", "waiting") else "plain"


@register.filter
def titled(region: Any) -> str:
    """A region, or a row with its `kind` and `name`, in words: "Desa Tanjungsari"."""
    return called(region.kind, region.name)


@register.simple_tag
def row_of_umbrellas(earlier: int, fresh: int, to_go: int) -> list[str]:
    """One word an umbrella, in order: earlier, fresh, open. A target beyond two hundred is drawn to scale."""
    total = max(1, earlier + fresh + to_go)
    scale = min(total, _MOST_UMBRELLAS)
    first, second = earlier * scale // total, (earlier + fresh) * scale // total
    return ["earlier"] * first + ["fresh"] * (second - first) + ["open"] * (scale - second)


@register.simple_tag(takes_context=True)
def address(context: template.Context, **changes: Any) -> str:
    """This page's address with some of its questions changed; None takes one away."""
    asked = context["request"].GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value not in (None, ""):
            asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else "?"


@register.filter
def as_json(value: Any) -> str:
    """A value as JSON text, to be escaped into an attribute like any other text."""
    return json.dumps(value, cls=DjangoJSONEncoder)
