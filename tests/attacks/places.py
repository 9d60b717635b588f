"""Four villages: two neighbours, one in the next regency, one in another province.

Each has a word; it stands in every name, file and user there.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

from tests.lists import nik

NUMERALS = ("SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH")


@dataclass(frozen=True)
class Place:
    """A village, its word, and the number that its workers' numbers begin with."""

    word: str
    village: str
    programme: str
    first: int

    @property
    def has_its_own_programme(self) -> bool:
        return self.word == self.programme

    @property
    def district(self) -> str:
        return self.village[:8]

    @property
    def regency(self) -> str:
        return self.village[:5]

    def names(self) -> list[str]:
        return [f"{self.word.upper()} {numeral}" for numeral in NUMERALS]

    def niks(self) -> list[str]:
        return [nik(self.first + at) for at in range(len(NUMERALS))]

    def phones(self) -> list[str]:
        return [f"08121234{self.first + at:04d}" for at in range(len(NUMERALS))]

    def kpjs(self) -> list[str]:
        return [f"1900{self.first + at:07d}" for at in range(len(NUMERALS))]

    @property
    def account(self) -> str:
        return f"77{self.first}000"

    def rows(self) -> list[list[str]]:
        """Six workers who are fit and one born in a month that there is not."""
        days = ["17-05-1980"] * 6 + ["17-25-1980"]
        return [
            [number, name, day, "L", self.village, "Petani", phone, f"IBU {self.word.upper()}", kpj]
            for number, name, day, phone, kpj in zip(
                self.niks(), self.names(), days, self.phones(), self.kpjs(), strict=True
            )
        ]


OURS = Place("anggrek", "32.14.16.2005", "anggrek", 1100)
NEIGHBOUR = Place("bougenvil", "32.14.16.2006", "anggrek", 2200)
NEXT_REGENCY = Place("cempaka", "32.15.01.1001", "cempaka", 3300)
OTHER_PROVINCE = Place("dahlia", "33.01.01.2001", "dahlia", 4400)
PLACES = (OURS, NEIGHBOUR, NEXT_REGENCY, OTHER_PROVINCE)


def people_of(db: psycopg.Connection, place: Place) -> set[str]:
    """What would tell of a person of this village: names, NIKs whole and masked, phones, participant and card numbers, files."""
    numbers = db.execute("SELECT number FROM card WHERE village = %s", [place.village]).fetchall()
    masked = [f"{'*' * 8}{number[-4:]}" for number in place.niks()]
    told = [*place.names(), *place.niks(), *masked, *place.phones(), *place.kpjs(), f"IBU {place.word}"]
    told += [place.account, f"GULA {place.word}", f"PEMILIK {place.word}", f"PERMINTAAN {place.word}"]
    told += [
        f"{said} {place.word}"
        for said in ("WARIS", "PELAPOR", "CERITA", "HOLDER", "REKENING TUTUP", "KELUHAN", "PENGADU", "JAWABAN")
    ]
    return {*told, f"daftar-{place.word}.csv", *(number for (number,) in numbers)}


def whole_place(db: psycopg.Connection, place: Place) -> set[str]:
    """All of the above, and that the village is in the program at all: its word and its code."""
    return {*people_of(db, place), place.word, place.village}
