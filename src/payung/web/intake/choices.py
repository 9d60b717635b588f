"""What a sender may choose from: the funding lines of the programmes in the area, and the villages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from payung.funding.queries import lines_of
from payung.insight.programmes import lines_at
from payung.programmes.queries import programmes_in, shared_out
from payung.regions import queries as regions
from payung.units.month import Month
from payung.units.region import Area, level

if TYPE_CHECKING:
    from payung.access.queries import Acting
    from payung.funding.models import FundingLine
    from payung.programmes.models import Programme

_MOST_VILLAGES = 700


@dataclass(frozen=True, slots=True)
class LineChoice:
    """One funding line to choose: its places in the area (0 where it has none of its own there) and whether its term is over."""

    line: FundingLine
    places: int
    taken: int
    over: bool

    @property
    def left(self) -> int:
        return self.places - self.taken

    @property
    def last_month(self) -> Month:
        return self.line.term.until.plus(-1)


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """A programme and the lines that the sender may choose."""

    programme: Programme
    lines: list[LineChoice]

    def for_new_workers(self) -> ProgrammeChoice:
        """The same without lines of existing members."""
        return ProgrammeChoice(self.programme, [option for option in self.lines if not option.line.existing])


def is_village(area: Area) -> bool:
    """Whether an area is one village."""
    return bool(area.code) and level(area.code) == "village"


def line_choices(acting: Acting, on: date) -> list[ProgrammeChoice]:
    """The programmes that reach into the area acted in with their lines; lines of existing members only above the village."""
    found = []
    for programme in programmes_in(acting.sees):
        region = max(programme.region, acting.area, key=len)
        places = {place.code: place for place in lines_at(region, on)}
        lines = [
            LineChoice(line, places[line.code].places or 0, places[line.code].taken or 0, _over(line, on))
            for line in lines_of(programme.code)
            if not (line.existing and is_village(acting.sees))
        ]
        found.append(ProgrammeChoice(programme, lines))
    return found


def default_line(choices: list[ProgrammeChoice]) -> str:
    """The code of the first line that has places by village, or of the first line at all; the empty text without any."""
    lines = [choice.line for programme in choices for choice in programme.lines]
    own = shared_out([line.pk for line in lines])
    first = [*(line for line in lines if line.pk in own), *lines]
    return first[0].code if first else ""


def _over(line: FundingLine, on: date) -> bool:
    return not line.existing and line.term.from_month(Month.of(on)) is None


def village_choices(acting: Acting) -> list[tuple[str, list[tuple[str, str]]]] | None:
    """The villages of the area acted in by district, as (code, name); None where they are too many for one page."""
    found = list(regions.villages(acting.sees).select_related("parent")[: _MOST_VILLAGES + 1])
    if len(found) > _MOST_VILLAGES:
        return None
    grouped: dict[str, list[tuple[str, str]]] = {}
    for village in found:
        grouped.setdefault(str(village.parent), []).append((village.code, village.name))
    return list(grouped.items())
