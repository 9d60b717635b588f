"""`payung cards print` takes many people out of the house: the log and the foot of each sheet say who, how many and why."""

from __future__ import annotations

import os
import pwd
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from payung.access.models import History
from payung.cli.cards import print_line
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.lists import workers
from tests.roles import TANJUNGSARI
from tests.users import a_client
from tests.web.door.sending import as_csv, landed

pytestmark = pytest.mark.django_db
ON = date(2025, 11, 21)


@pytest.fixture(autouse=True)
def world(purwakarta: object) -> None:
    landed(a_client("pengirim", "village-clerk", TANJUNGSARI), as_csv(workers(1, 12)))


def exports() -> list[History]:
    return list(History.objects.filter(verb="R", what="export"))


def test_cards_that_are_printed_by_command_stand_in_the_log_and_say_so_on_each_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "orang-lain")
    out = tmp_path / "k.pdf"
    assert print_line("kab-2025", area=Area(TANJUNGSARI), on=ON, out=out, why="cetak  ulang") == 12
    (noted,) = exports()
    who = pwd.getpwuid(os.getuid()).pw_name
    assert noted.reason.startswith(f"cetak ulang, oleh {who} lewat payung cards print, nomor ")
    assert (len(noted.row_ids), noted.table_name, noted.by) == (12, "person", "operator")
    sheets = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(out)]
    number = noted.reason.rpartition(" ")[2]
    assert len(sheets) == 2 and all(f"Dicetak {who}" in sheet and f"nomor {number}" in sheet for sheet in sheets)


def test_a_line_without_cards_leaves_no_note(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no_cards"):
        print_line("csr-taekwang", area=Area(TANJUNGSARI), on=ON, out=tmp_path / "k.pdf", why="x")
    assert exports() == []
