"""Draw cards as PDF: A4 sheets of ten for the printer, or one card alone for its worker's page."""

import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import IO

from payung.cards.actions.keep_key import CardKey
from payung.cards.actions.set_pages import Batch, Form, set_pages
from payung.cards.actions.sign import sign
from payung.units.card_face import CardFace
from payung.units.pdf import join

CARDS_PER_SHEET = 10
# Typst 0.15 overflows its stack at some 4,000 pictures in one document; small batches also keep memory flat.
CARDS_PER_BATCH = 50 * CARDS_PER_SHEET
PROCESSES = 2

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


class CardsNotDrawn(Exception):
    """A batch of cards could not be set; nothing was written."""


def draw_cards(
    faces: Iterable[CardFace],
    key: CardKey,
    out: Path,
    *,
    issued_on: date,
    mark: str = "",
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write `faces` in their given order to `out` as A4 sheets, ten cards a sheet, and give the number of cards.

    `mark` stands at the foot of each sheet and says who took it.
    `progress` gets the number of cards just finished, in the calling thread. The file appears whole or not at all.
    Raises ValueError if there is no card, CardsNotDrawn if a batch fails, OSError if the disk is full.
    """
    with tempfile.TemporaryDirectory(prefix="payung-cards-") as folder:
        orders = [_order(Path(folder), batch) for batch in _batches(faces, key, issued_on, mark)]
        if not orders:
            raise ValueError("there is no card to draw")
        drawn = _set_all(orders, progress or (lambda _cards: None))
        _join([order.with_suffix(".pdf") for order in orders], out)
    return drawn


def draw_card(face: CardFace, key: CardKey, *, issued_on: date, mark: str = "") -> bytes:
    """Give one card as a PDF of one page of card size (85.6 x 54 mm), which has room for `mark` in its properties alone."""
    return set_pages(_batch([face], key, issued_on, form="single", mark=mark))


def _batches(faces: Iterable[CardFace], key: CardKey, issued_on: date, mark: str) -> Iterator[Batch]:
    """Sign here, so that the secret never leaves this process, and hand on texts only."""
    waiting, first_sheet = iter(faces), 1
    while batch := list(islice(waiting, CARDS_PER_BATCH)):
        yield _batch(batch, key, issued_on, first_sheet=first_sheet, mark=mark)
        first_sheet += CARDS_PER_BATCH // CARDS_PER_SHEET


def _batch(
    faces: list[CardFace], key: CardKey, issued_on: date, *, form: Form = "sheet", first_sheet: int = 1, mark: str = ""
) -> Batch:
    cards = [{**_printed(face), "token": sign(face, key, issued_on)} for face in faces]
    return Batch(cards, form, first_sheet, key.issuer.name, issued_on.isoformat(), _day(issued_on), _plain(mark))


def _order(folder: Path, batch: Batch) -> Path:
    order = folder / f"{batch.first_sheet:07d}.json"
    order.write_text(json.dumps(asdict(batch)), encoding="utf-8")
    return order


def _set_all(orders: list[Path], progress: Callable[[int], None]) -> int:
    """Set every batch in a process of its own, two at a time: a crash of the typesetter ends one of them, not us."""
    drawn = 0
    with ThreadPoolExecutor(min(PROCESSES, os.cpu_count() or 1)) as pool:
        running = {pool.submit(_set_one, order) for order in orders}
        try:
            for done in as_completed(running):
                cards = done.result()
                drawn += cards
                progress(cards)
        finally:
            pool.shutdown(cancel_futures=True)
    return drawn


def _set_one(order: Path) -> int:
    command = [sys.executable, "-m", "payung.cards.actions.set_pages", str(order), str(order.with_suffix(".pdf"))]
    ended = subprocess.run(command, capture_output=True, check=False)  # nosec B603
    if ended.returncode != 0:
        # The child's words may quote a person's name; only the kind of its error is told.
        kind = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0][:60]
        raise CardsNotDrawn(f"sheet {order.stem} and the following could not be set (exit {ended.returncode}, {kind})")
    cards = len(json.loads(order.read_text(encoding="utf-8"))["cards"])
    order.unlink()
    return cards


def _join(parts: list[Path], out: Path) -> None:
    handle, draft = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as opened:
            _write_joined(parts, opened)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(draft, out)
    except BaseException:
        os.unlink(draft)
        raise


def _write_joined(parts: list[Path], opened: IO[bytes]) -> None:
    if len(parts) == 1:
        opened.write(parts[0].read_bytes())
        return
    join(parts, opened)
    for part in parts:
        part.unlink()


def _printed(face: CardFace) -> dict[str, str]:
    texts = {
        "number": _grouped(face.number),
        "name": face.name,
        "village": face.village,
        "district": face.district,
        "regency": face.regency,
        "programme": face.programme,
        "months": months_of_cover(face),
        "payer": f"Iuran dibayar {face.line}" if face.line else "",
    }
    return {name: _plain(text) for name, text in texts.items()}


def months_of_cover(face: CardFace) -> str:
    """Give the covered months in Indonesian: "November 2025 – Desember 2025", or the one month alone."""
    last = face.until - timedelta(days=1)
    months = [f"{MONTHS[day.month - 1]} {day.year}" for day in (face.first_month, last)]
    return " – ".join(dict.fromkeys(months))


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _grouped(number: str) -> str:
    """Group a bare number by four for the eye; a number with its own groups stays as it is."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4)) if number.isalnum() else number


def _plain(text: str) -> str:
    """One line without control and direction marks: those could hide or turn around what a card says."""
    one_line = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(character for character in one_line if unicodedata.category(character) not in {"Cc", "Cf"})
